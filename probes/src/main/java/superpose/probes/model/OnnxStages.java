package superpose.probes.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import superpose.data.BadInputException;

/**
 * An ONNX model that is ready to run, in as many parts as edits by the caller ask for: each part ends at a tensor that the
 * caller changes, and the next takes it as an input. Edits that are operations run inside a part.
 *
 * <p>A part computes again what it needs and does not get from the changed tensors.
 */
final class OnnxStages implements TappedModel {

    private final OnnxRuntime runtime;
    private final List<Stage> stages;
    private final List<String> taps;

    /** A part: it computes tensors, and the edits say what comes instead of the only one of a part that ends at an edit. */
    private record Stage(OrtSession session, List<String> tensors, List<Edit> edits) {}

    private OnnxStages(OnnxRuntime runtime, List<Stage> stages, List<String> taps) {
        this.runtime = runtime;
        this.stages = stages;
        this.taps = taps;
    }

    static OnnxStages of(OnnxGraph whole, OnnxRuntime runtime, TapPlan plan) {
        List<Stage> stages = new ArrayList<>();
        try {
            OnnxGraph graph = whole;
            List<String> left = new ArrayList<>(plan.taps());
            for (String tensor : whole.computed()) {
                List<Edit> byCaller = new ArrayList<>();
                for (Edit edit : plan.edits()) {
                    if (edit.tensor().equals(tensor)) {
                        Optional<OnnxInsertion> insertion =
                                byCaller.isEmpty() ? insertion(edit, whole) : Optional.empty();
                        if (insertion.isPresent()) {
                            graph = graph.inserting(tensor, insertion.get());
                        } else {
                            byCaller.add(edit);
                        }
                    }
                }
                if (!byCaller.isEmpty()) {
                    stages.add(stage(graph, runtime, List.of(tensor), byCaller, plan.threads()));
                    graph = graph.taking(tensor);
                    left.remove(tensor);
                }
            }
            if (!left.isEmpty()) {
                stages.add(stage(graph, runtime, left, List.of(), plan.threads()));
            }
            return new OnnxStages(runtime, stages, plan.taps());
        } catch (OrtException e) {
            close(stages);
            throw runtime.bad(e);
        }
    }

    private static Optional<OnnxInsertion> insertion(Edit edit, OnnxGraph graph) {
        return graph.operatorVersion() >= OnnxInsertion.FIRST_VERSION ? OnnxInsertion.of(edit) : Optional.empty();
    }

    private static Stage stage(
            OnnxGraph graph, OnnxRuntime runtime, List<String> tensors, List<Edit> edits, int threads)
            throws OrtException {
        return new Stage(runtime.running(graph.giving(tensors), threads), tensors, edits);
    }

    @Override
    public List<Tensor.Floats> run(Map<String, Tensor> inputs) {
        Map<String, Tensor> given = new LinkedHashMap<>(inputs);
        Map<String, Tensor.Floats> computed = new LinkedHashMap<>();
        try {
            for (Stage stage : stages) {
                List<Tensor.Floats> values = run(stage, given);
                for (int i = 0; i < values.size(); i++) {
                    Tensor.Floats value = values.get(i);
                    for (Edit edit : stage.edits) {
                        value = edit.apply(value);
                    }
                    computed.put(stage.tensors.get(i), value);
                }
                if (!stage.edits.isEmpty()) {
                    given.putAll(computed);
                }
            }
        } catch (OrtException e) {
            throw runtime.bad(e);
        }
        return taps.stream().map(computed::get).toList();
    }

    private static List<Tensor.Floats> run(Stage stage, Map<String, Tensor> given) throws OrtException {
        Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
        try {
            for (var input : stage.session.getInputInfo().entrySet()) {
                String name = input.getKey();
                Tensor tensor = given.get(name);
                if (tensor == null) {
                    throw new BadInputException(
                            "values for the input " + name, "none", "this kind of input cannot be made from the file");
                }
                inputs.put(name, OnnxRuntime.toRuntime(name, tensor, tensorInfo(name, input.getValue())));
            }
            try (OrtSession.Result result = stage.session.run(inputs, new LinkedHashSet<>(stage.tensors))) {
                List<Tensor.Floats> values = new ArrayList<>();
                for (String name : stage.tensors) {
                    OnnxValue value = result.get(name).orElseThrow();
                    if (!(value instanceof OnnxTensor tensor)) {
                        throw new BadInputException(
                                "a tensor of numbers", name + ", a " + value.getType(), "choose another");
                    }
                    values.add(OnnxRuntime.fromRuntime(name, tensor));
                }
                return values;
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static TensorInfo tensorInfo(String name, NodeInfo input) {
        if (input.getInfo() instanceof TensorInfo info) {
            return info;
        }
        throw new BadInputException("inputs that are tensors", name, "this model cannot be run here");
    }

    @Override
    public void close() {
        close(stages);
    }

    private static void close(List<Stage> stages) {
        stages.forEach(stage -> OnnxRuntime.close(stage.session));
    }
}
