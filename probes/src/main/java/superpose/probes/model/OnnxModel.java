package superpose.probes.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.ValueInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import superpose.data.BadInputException;
import superpose.data.NearNames;
import superpose.probes.model.ModelTensor.Role;

/**
 * An ONNX model, run by ONNX Runtime on the CPU.
 *
 * <p>Inner tensors are read and changed by changing the graph of operations; the file itself stays as it is. Tensors inside
 * of the branches and loops of a model are not listed.
 */
public final class OnnxModel implements Model {

    private final Path file;
    private final OnnxRuntime runtime;
    private final OnnxGraph graph;
    private final SortedSet<Path> weightFiles;

    private OnnxModel(Path file, OnnxFile read) {
        this.file = file;
        runtime = new OnnxRuntime(file);
        graph = new OnnxGraph(read.model());
        weightFiles = read.weightFiles();
    }

    /**
     * Opens a model.
     *
     * @throws BadInputException if the file is no ONNX model, is damaged, or has weights outside its folder
     */
    public static OnnxModel open(Path file) {
        return new OnnxModel(file, OnnxFile.read(file));
    }

    @Override
    public Path file() {
        return file;
    }

    @Override
    public SortedSet<Path> weightFiles() {
        return weightFiles;
    }

    @Override
    public List<ModelTensor> tensors() {
        Set<String> outputs = Set.copyOf(graph.outputs());
        try (OrtSession session = runtime.listing(graph.giving(graph.computed()))) {
            Map<String, NodeInfo> inputs = session.getInputInfo();
            Map<String, NodeInfo> computed = session.getOutputInfo();
            Map<String, List<Long>> observed = ObservedShapes.of(session);
            List<ModelTensor> tensors = new ArrayList<>();
            for (String name : graph.inputs()) {
                tensors.add(tensor(name, Role.INPUT, inputs, Map.of()));
            }
            for (String name : graph.computed()) {
                Role role = outputs.contains(name) ? Role.OUTPUT : Role.INNER;
                tensors.add(tensor(name, role, computed, observed));
            }
            return tensors;
        } catch (OrtException e) {
            throw runtime.bad(e);
        }
    }

    private ModelTensor tensor(String name, Role role, Map<String, NodeInfo> known, Map<String, List<Long>> observed) {
        ValueInfo info = Objects.requireNonNull(known.get(name)).getInfo();
        if (info instanceof TensorInfo tensor) {
            List<Long> shape = Arrays.stream(tensor.getShape())
                    .mapToObj(size -> size < 0 ? ModelTensor.VARYING : size)
                    .toList();
            return new ModelTensor(
                    name, role, OnnxRuntime.typeName(tensor), observed.getOrDefault(name, shape), graph.maker(name));
        }
        String kind = info.getClass().getSimpleName().replace("Info", "").toLowerCase(Locale.ROOT);
        return new ModelTensor(name, role, kind, List.of(), graph.maker(name));
    }

    @Override
    public TappedModel tap(TapPlan plan) {
        plan.taps().forEach(this::requireComputed);
        plan.edits().forEach(edit -> requireComputed(edit.tensor()));
        return OnnxStages.of(graph, runtime, plan);
    }

    private void requireComputed(String name) {
        if (!graph.computed().contains(name)) {
            throw new BadInputException(
                    "a tensor that " + file + " computes",
                    name,
                    NearNames.remedy(name, graph.computed(), "`superpose inspect` lists them"));
        }
    }
}
