package superpose.probes.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import superpose.data.BadInputException;
import superpose.data.Require;

/** ONNX Runtime for the graphs of one model: sessions, and tensors from and to it. */
final class OnnxRuntime {

    /** Where a session that is made from bytes finds weights in other files. */
    private static final String WEIGHTS_FOLDER = "session.model_external_initializers_file_folder_path";

    private static final int MOST_ZEROS = 1 << 26;

    private final Path file;

    OnnxRuntime(Path file) {
        this.file = file;
    }

    /**
     * While it starts, ONNX Runtime 1.29 looks at the command line of its process with a recursive search that needs some 200
     * bytes of stack for each character; with a long class path that is more than a thread of Java has, and the process ends
     * without a word.
     */
    private static final long STACK_TO_START = 1L << 28;

    /** Made at first use, once. */
    private static final class Environment {
        static final OrtEnvironment INSTANCE = startEnvironment();
    }

    /** Not in the class above: its lambda would wait for that class to be ready, which waits for it. */
    private static OrtEnvironment startEnvironment() {
        FutureTask<OrtEnvironment> start = new FutureTask<>(() -> {
            OrtEnvironment started =
                    OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, "superpose");
            started.setTelemetry(false);
            return started;
        });
        new Thread(null, start, "onnxruntime-start", STACK_TO_START).start();
        try {
            return start.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while ONNX Runtime started", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("ONNX Runtime does not start", e.getCause());
        }
    }

    private static OrtEnvironment environment() {
        return Environment.INSTANCE;
    }

    /**
     * Makes a session that runs. Further steps of optimisation are no faster where most tensors are read, and in ONNX Runtime
     * 1.29 one of them loses tensors that are outputs: the fusion of embeddings, those of the positions.
     */
    OrtSession running(OnnxGraph graph, int threads) throws OrtException {
        return session(graph, OrtSession.SessionOptions.OptLevel.BASIC_OPT, threads);
    }

    /** Makes a session with everything that ONNX Runtime does to be fast, for models of which only the output is wanted. */
    OrtSession fastest(OnnxGraph graph, int threads) throws OrtException {
        return session(graph, OrtSession.SessionOptions.OptLevel.ALL_OPT, threads);
    }

    /** Makes a session that is only asked for types and shapes. */
    OrtSession listing(OnnxGraph graph) throws OrtException {
        return session(graph, OrtSession.SessionOptions.OptLevel.NO_OPT, 1);
    }

    private OrtSession session(OnnxGraph graph, OrtSession.SessionOptions.OptLevel level, int threads)
            throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(level);
            options.setIntraOpNumThreads(threads);
            options.setInterOpNumThreads(1);
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            Path folder = file.toAbsolutePath().resolveSibling("");
            options.addConfigEntry(WEIGHTS_FOLDER, folder.toString());
            return environment().createSession(graph.toBytes(), options);
        }
    }

    /**
     * Gives back what a session holds.
     *
     * @throws IllegalStateException if the runtime cannot: what it was given has run, so that is not what is wrong
     */
    static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not give back the memory of a model", e);
        }
    }

    /** Returns what is wrong with a model that ONNX Runtime does not take or cannot run. */
    BadInputException bad(OrtException cause) {
        String message = String.valueOf(cause.getMessage());
        // Its messages begin with its own source lines.
        String told = message.replaceFirst("(?s)^.*?\\bonnxruntime::[^\\n]*?\\)\\s+", "");
        BadInputException bad = new BadInputException(
                "a model that ONNX Runtime can run",
                file + ": " + told.strip(),
                "check the model and what it is given, or export it again with standard operators");
        bad.initCause(cause);
        return bad;
    }

    static String typeName(TensorInfo tensor) {
        return switch (tensor.type) {
            case FLOAT -> "float32";
            case DOUBLE -> "float64";
            default ->
                tensor.onnxType
                        .name()
                        .replace("ONNX_TENSOR_ELEMENT_DATA_TYPE_", "")
                        .toLowerCase(Locale.ROOT);
        };
    }

    /**
     * Copies a tensor to the runtime.
     *
     * @param wanted type and shape that the model asks for
     * @throws BadInputException if they do not fit
     */
    static OnnxTensor toRuntime(String name, Tensor tensor, TensorInfo wanted) throws OrtException {
        requireFit(name, tensor, wanted);
        long[] shape = tensor.shape();
        return switch (tensor) {
            case Tensor.Floats floats -> {
                Require.that(
                        wanted.onnxType == TensorInfo.OnnxTensorType.ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT,
                        typeName(wanted) + " values for the input " + name,
                        "float32",
                        "give token ids to a language model and images to an image model");
                yield OnnxTensor.createTensor(environment(), FloatBuffer.wrap(floats.values()), shape);
            }
            case Tensor.Integers integers -> integers(name, integers, wanted);
        };
    }

    private static OnnxTensor integers(String name, Tensor.Integers integers, TensorInfo wanted) throws OrtException {
        long[] values = integers.values();
        return switch (wanted.onnxType) {
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64 ->
                OnnxTensor.createTensor(environment(), LongBuffer.wrap(values), integers.shape());
            case ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32 ->
                OnnxTensor.createTensor(
                        environment(),
                        IntBuffer.wrap(
                                Arrays.stream(values).mapToInt(Math::toIntExact).toArray()),
                        integers.shape());
            default ->
                throw new BadInputException(
                        typeName(wanted) + " values for the input " + name,
                        "whole numbers",
                        "give token ids to a language model and images to an image model");
        };
    }

    /** Returns a tensor of zeros of the type that a model asks for; an exception where it would be very large. */
    static OnnxTensor zeros(TensorInfo wanted, long[] shape) throws OrtException {
        // The sizes are the model's word, and their product may not even be a long.
        double size = Arrays.stream(shape).asDoubleStream().reduce(1, (some, more) -> some * more);
        if (size > MOST_ZEROS) {
            throw new OrtException("no zeros of shape " + Arrays.toString(shape));
        }
        int count = (int) size;
        return switch (wanted.type) {
            case FLOAT -> OnnxTensor.createTensor(environment(), FloatBuffer.allocate(count), shape);
            case DOUBLE -> OnnxTensor.createTensor(environment(), DoubleBuffer.allocate(count), shape);
            case INT32 -> OnnxTensor.createTensor(environment(), IntBuffer.allocate(count), shape);
            case INT64 -> OnnxTensor.createTensor(environment(), LongBuffer.allocate(count), shape);
            default -> throw new OrtException("no zeros of type " + typeName(wanted));
        };
    }

    private static void requireFit(String name, Tensor tensor, TensorInfo wanted) {
        long[] asked = wanted.getShape();
        long[] given = tensor.shape();
        // A tensor that was made an input has no shape to fit.
        boolean fits = asked.length == given.length || asked.length == 0;
        for (int axis = 0; fits && axis < asked.length; axis++) {
            fits = asked[axis] < 0 || asked[axis] == given[axis];
        }
        Require.that(
                fits,
                "the shape " + Arrays.toString(asked).replace("-1", "?") + " for the input " + name,
                Arrays.toString(given),
                "bring the inputs into the shape the model was made for");
    }

    /** Copies a tensor from the runtime, as float32. */
    static Tensor.Floats fromRuntime(String name, OnnxTensor tensor) {
        TensorInfo info = tensor.getInfo();
        float[] values = new float[Math.toIntExact(info.getNumElements())];
        switch (info.type) {
            case FLOAT, FLOAT16, BFLOAT16 -> tensor.getFloatBuffer().get(values);
            case DOUBLE -> {
                double[] doubles = new double[values.length];
                tensor.getDoubleBuffer().get(doubles);
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) doubles[i];
                }
            }
            case INT64 -> {
                LongBuffer numbers = tensor.getLongBuffer();
                for (int i = 0; i < values.length; i++) {
                    values[i] = numbers.get(i);
                }
            }
            case INT32 -> {
                IntBuffer numbers = tensor.getIntBuffer();
                for (int i = 0; i < values.length; i++) {
                    values[i] = numbers.get(i);
                }
            }
            case INT8, UINT8, BOOL -> {
                ByteBuffer numbers = tensor.getByteBuffer();
                boolean signed = info.type == OnnxJavaType.INT8;
                for (int i = 0; i < values.length; i++) {
                    values[i] = signed ? numbers.get(i) : Byte.toUnsignedInt(numbers.get(i));
                }
            }
            default ->
                throw new BadInputException(
                        "numbers in the tensor " + name, typeName(info), "choose a tensor of numbers");
        }
        return new Tensor.Floats(info.getShape(), values);
    }
}
