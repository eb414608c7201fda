package superpose.probes.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shapes of a model's tensors as two runs on small inputs show them: an axis that differs between the runs depends on the
 * input. The operations alone often leave even the number of axes open.
 */
final class ObservedShapes {

    /** Sizes for axes that the model leaves open, the first, the second and so on: different in both runs. */
    private static final int[][] SIZES = {{2, 3, 4, 5}, {3, 5, 6, 7}};

    private ObservedShapes() {}

    /**
     * Runs a model on zeros.
     *
     * @param session gives all tensors
     * @return the shapes by name, or nothing at all where the model does not run on such inputs
     */
    static Map<String, List<Long>> of(OrtSession session) {
        try {
            Map<String, long[]> first = shapes(session, SIZES[0]);
            Map<String, long[]> second = shapes(session, SIZES[1]);
            Map<String, List<Long>> shapes = new HashMap<>();
            first.forEach((name, one) -> {
                long[] other = second.getOrDefault(name, new long[0]);
                if (one.length == other.length) {
                    shapes.put(name, common(one, other));
                }
            });
            return shapes;
        } catch (OrtException sizesThatDoNotFit) {
            // Such a model asks for sizes that depend on each other; its shapes stay as far as they are known without a
            // run.
            return Map.of();
        }
    }

    private static List<Long> common(long[] one, long[] other) {
        List<Long> shape = new ArrayList<>();
        for (int axis = 0; axis < one.length; axis++) {
            shape.add(one[axis] == other[axis] ? one[axis] : ModelTensor.VARYING);
        }
        return shape;
    }

    private static Map<String, long[]> shapes(OrtSession session, int[] sizes) throws OrtException {
        Map<String, OnnxTensor> inputs = new LinkedHashMap<>();
        try {
            // Axes of the same name have the same size, and those of different names different ones.
            Map<String, Integer> named = new HashMap<>();
            for (NodeInfo input : session.getInputInfo().values()) {
                if (!(input.getInfo() instanceof TensorInfo info)) {
                    return Map.of();
                }
                inputs.put(input.getName(), OnnxRuntime.zeros(info, shape(info, named, sizes)));
            }
            try (OrtSession.Result result = session.run(inputs)) {
                Map<String, long[]> shapes = new HashMap<>();
                for (Map.Entry<String, OnnxValue> value : result) {
                    if (value.getValue() instanceof OnnxTensor tensor) {
                        shapes.put(value.getKey(), tensor.getInfo().getShape());
                    }
                }
                return shapes;
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static long[] shape(TensorInfo info, Map<String, Integer> named, int[] sizes) {
        long[] shape = info.getShape().clone();
        String[] names = info.getDimensionNames();
        for (int axis = 0; axis < shape.length; axis++) {
            if (shape[axis] < 0) {
                String name = names[axis].isEmpty() ? "axis " + axis : names[axis];
                shape[axis] = named.computeIfAbsent(name, fresh -> sizes[Math.min(named.size(), sizes.length - 1)]);
            }
        }
        return shape;
    }
}
