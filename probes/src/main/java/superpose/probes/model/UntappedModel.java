package superpose.probes.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** An ONNX model as ONNX Runtime alone runs it, its outputs not even looked at: what tapping is compared with. */
public final class UntappedModel implements AutoCloseable {

    private final OnnxRuntime runtime;
    private final OrtSession session;

    /**
     * Makes a model ready to run.
     *
     * @param threads that one run uses
     * @throws superpose.data.BadInputException if the file is no model that runs
     */
    public UntappedModel(Path file, int threads) {
        runtime = new OnnxRuntime(file);
        try {
            session = runtime.fastest(new OnnxGraph(OnnxFile.read(file).model()), threads);
        } catch (OrtException e) {
            throw runtime.bad(e);
        }
    }

    /** Runs the model; several threads may do so at once. */
    public void run(Map<String, Tensor> inputs) {
        Map<String, OnnxTensor> given = new LinkedHashMap<>();
        try {
            for (var input : session.getInputInfo().entrySet()) {
                Tensor tensor = inputs.get(input.getKey());
                if (tensor != null && input.getValue().getInfo() instanceof TensorInfo info) {
                    given.put(input.getKey(), OnnxRuntime.toRuntime(input.getKey(), tensor, info));
                }
            }
            session.run(given).close();
        } catch (OrtException e) {
            throw runtime.bad(e);
        } finally {
            given.values().forEach(OnnxTensor::close);
        }
    }

    @Override
    public void close() {
        OnnxRuntime.close(session);
    }
}
