package superpose.probes.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import superpose.data.BadInputException;
import superpose.data.Seed;

/** Files that are no networks, damaged or hostile are refused in one line, and nothing in them is run. */
class NetworkFileTest {

    private static final String CONFIGURATION = "configuration.json";
    private static final String COEFFICIENTS = "coefficients.bin";
    private static final int MUTATIONS = 300;

    @TempDir
    private Path folder;

    @Test
    void networksAreKnownByTheirBeginning() throws IOException {
        Path file = SmallNetworks.saved(folder, SmallNetworks.dense(DataType.FLOAT));
        assertTrue(NetworkModel.startsLike(file));
        assertTrue(NetworkModel.startsLike(written(cut(Files.readAllBytes(file), 200))));
        assertFalse(NetworkModel.startsLike(written(zip(Map.of("x.npy", new byte[9])))));
        assertFalse(NetworkModel.startsLike(written(new byte[0])));
        assertFalse(NetworkModel.startsLike(folder));
        assertFalse(NetworkModel.startsLike(folder.resolve("missing.zip")));
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        byte[] whole = Files.readAllBytes(SmallNetworks.saved(folder, SmallNetworks.dense(DataType.FLOAT)));
        refused(folder.resolve("missing.zip"), "not there");
        refused(folder, "folder");
        refused(written(new byte[0]), "whole zip");
        refused(written("hello".getBytes(StandardCharsets.UTF_8)), "whole zip");
        for (int length = 1; length < whole.length; length += whole.length / 40) {
            refused(written(cut(whole, length)), "whole zip");
        }
        refused(written(zip(Map.of("x.npy", new byte[9]))), "without configuration.json");
    }

    @Test
    void damagedPartsAreRefused() throws IOException {
        Map<String, byte[]> parts = parts(SmallNetworks.dense(DataType.FLOAT));
        String json = new String(Objects.requireNonNull(parts.get(CONFIGURATION)), StandardCharsets.UTF_8);
        byte[] coefficients = Objects.requireNonNull(parts.get(COEFFICIENTS));
        refused(without(parts, COEFFICIENTS), "without coefficients.bin");
        refused(without(parts, CONFIGURATION), "without configuration.json");
        refused(with(parts, COEFFICIENTS, new byte[0]), "coefficients end early");
        refused(with(parts, COEFFICIENTS, cut(coefficients, coefficients.length - 1)), "coefficients end early");
        refused(
                with(
                        parts,
                        COEFFICIENTS,
                        Objects.requireNonNull(parts(SmallNetworks.sequences()).get(COEFFICIENTS))),
                "as the configuration says");
        refused(with(parts, CONFIGURATION, text("{}")), "MultiLayerNetwork or a ComputationGraph");
        refused(with(parts, CONFIGURATION, text("null")), "MultiLayerNetwork or a ComputationGraph");
        refused(with(parts, CONFIGURATION, text("{\"confs\" : null}")), "DL4J understands");
        refused(with(parts, CONFIGURATION, text("{\"confs\" : []}")), "coefficients");
        refused(with(parts, CONFIGURATION, text(json.substring(0, json.length() / 2))), "JSON");
        refused(with(parts, CONFIGURATION, text("[".repeat(100_000))), "nested");
        refused(with(parts, CONFIGURATION, new byte[] {'{', (byte) 0xff}), "UTF-8");
        refused(
                with(parts, CONFIGURATION, text(json.replace("\"nin\" : 7", "\"nin\" : 70"))),
                "as the configuration says");
    }

    @Test
    void whatCameInsteadOfCoefficientsIsSaid() throws IOException {
        Map<String, byte[]> parts = parts(SmallNetworks.dense(DataType.FLOAT));
        byte[] coefficients = Objects.requireNonNull(parts.get(COEFFICIENTS));
        refused(with(parts, COEFFICIENTS, new byte[99]), "got the way to store \"\";");
        refused(with(parts, COEFFICIENTS, text("\0\3   ".repeat(9))), "got the way to store \"   \";");
        refused(with(parts, COEFFICIENTS, replaced(coefficients, "LONG", "\0\1\2\3")), "got the type \"????\";");
        refused(with(parts, COEFFICIENTS, replaced(coefficients, "FLOAT", "COUNT")), "got the type \"COUNT\";");
        refused(with(parts, COEFFICIENTS, replaced(coefficients, "FLOAT", "\u00ff".repeat(5))), "no text");
        for (int length = 0; length < 100; length++) {
            refused(with(parts, COEFFICIENTS, cut(coefficients, length)), "(the coefficients end early)");
        }
    }

    private static byte[] replaced(byte[] bytes, String from, String to) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertTrue(text.contains(from));
        return text.replace(from, to).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void classesThatAreNotThereAreNamed() throws IOException {
        Map<String, byte[]> parts = parts(SmallNetworks.dense(DataType.FLOAT));
        refused(
                renamed(parts, "org.deeplearning4j.nn.conf.layers.DenseLayer", "com.example.SparseLayer"),
                "\"com.example.SparseLayer\"; add the jar");
        refused(
                renamed(parts, "org.nd4j.linalg.activations.impl.ActivationTanH", "com.example.Snake"),
                "\"com.example.Snake\"; add the jar");
        refused(renamed(parts, "org.nd4j.linalg.activations.impl.ActivationTanH", ""), "got \"\"; add the jar");
    }

    @Test
    void classesThatAreNoPartsOfNetworksAreNotEvenInitialised() throws IOException {
        Map<String, byte[]> parts = parts(SmallNetworks.dense(DataType.FLOAT));
        String dense = "org.deeplearning4j.nn.conf.layers.DenseLayer";
        String other = "superpose.probes.model.CallsBack";
        for (String name :
                new String[] {other, other + "<java.lang.String>", dense + "<" + other + ">", " " + other + "<"}) {
            refused(renamed(parts, dense, name), "do not open files");
        }
        String json = new String(Objects.requireNonNull(parts.get(CONFIGURATION)), StandardCharsets.UTF_8);
        // Jackson also reads the name of a class from the head of a list, and the first of two names.
        for (String hidden : new String[] {
            json.replaceFirst("\"layer\" : \\{", "\"layer\" : [ \"" + other + "\", {} ], \"x\" : {"),
            json.replaceFirst("\"@class\"", "\"@class\" : \"" + other + "\", \"@class\""),
            json.replaceFirst(
                    "\"activationFn\" : \\{", "\"dist\" : { \"type\" : \"" + other + "\" }, \"activationFn\" : {")
        }) {
            assertTrue(hidden.contains(other));
            refused(with(parts, CONFIGURATION, text(hidden)), "do not open files");
        }
        assertNull(System.getProperty(CallsBack.TRACE));
    }

    @Test
    void serializedObjectsAndTheUpdaterAreNotOpened() throws IOException {
        Map<String, byte[]> parts = parts(SmallNetworks.dense(DataType.FLOAT));
        byte[] garbage = {1, 2, 3};
        Map<String, byte[]> more = new LinkedHashMap<>(parts);
        for (String name : new String[] {"preprocessor.bin", "normalizer.bin", "updaterState.bin", "objects/a.bin"}) {
            more.put(name, garbage);
        }
        assertEquals(4, NetworkModel.open(written(zip(more))).tensors().size());
        assertEquals(
                4,
                NetworkModel.open(without(parts, "updaterState.bin")).tensors().size());
    }

    @Test
    void headersDoNotDecideHowMuchMemoryIsTaken() throws IOException {
        for (long length : new long[] {-1, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE}) {
            Map<String, byte[]> parts = parts(SmallNetworks.dense(DataType.FLOAT));
            refused(with(parts, COEFFICIENTS, header(2, length)), "coefficients");
            refused(with(parts, COEFFICIENTS, header(length, 2)), length < 0 ? "coefficients" : "axes");
        }
    }

    @Test
    void networksWithoutParametersOpen() {
        Model network = SmallNetworks.ready(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new ActivationLayer(Activation.RELU))
                .layer(new LossLayer.Builder().activation(Activation.IDENTITY).build())
                .build());
        NetworkModel model = NetworkModel.open(SmallNetworks.saved(folder, network));
        assertEquals("?", model.tensors().getFirst().shapeText());
        assertEquals(Map.of(), model.parameters());
    }

    @Test
    void mutatedNetworksOpenOrAreRefused() throws IOException {
        fuzz("dense", SmallNetworks.dense(DataType.FLOAT));
        fuzz("images", SmallNetworks.images(InputType.convolutionalFlat(8, 8, 1)));
        fuzz("graph", SmallNetworks.graph());
    }

    private void fuzz(String name, Model network) throws IOException {
        Map<String, byte[]> parts = parts(network);
        int opened = 0;
        for (int number = 0; number < MUTATIONS; number++) {
            RandomGenerator random = new Seed(number).child(name).generator();
            try {
                NetworkModel model = NetworkModel.open(mutated(parts, random));
                model.parameters();
                opened++;
                run(model);
            } catch (BadInputException e) {
                assertEquals(1, String.valueOf(e.getMessage()).lines().count());
            } catch (RuntimeException | Error e) {
                fail(name + ", mutation " + number + ": " + e, e);
            }
        }
        int all = opened;
        assertTrue(opened > 0 && opened < MUTATIONS, () -> name + ": " + all + " opened, so nothing was tried");
    }

    /** Runs a network, in the shape that it asks for; where a size varies, it is 8. */
    private static void run(NetworkModel model) {
        Map<String, Tensor> inputs = new HashMap<>();
        for (ModelTensor tensor : model.tensors()) {
            if (tensor.role() == ModelTensor.Role.INPUT) {
                long[] shape = tensor.shape().stream()
                        .mapToLong(size -> size == ModelTensor.VARYING ? 8 : size)
                        .toArray();
                inputs.put(tensor.name(), SmallNetworks.normal(1, shape));
            }
        }
        try (TappedModel tapped =
                model.tap(TapPlan.reading(List.of(model.tensors().getLast().name())))) {
            tapped.run(inputs);
        }
    }

    /** Changes a byte of the whole file, or of one of its parts before they are packed. */
    private Path mutated(Map<String, byte[]> parts, RandomGenerator random) throws IOException {
        return switch (random.nextInt(3)) {
            case 0 -> written(mutated(zip(parts), random));
            case 1 -> with(parts, COEFFICIENTS, mutated(Objects.requireNonNull(parts.get(COEFFICIENTS)), random));
            default -> with(parts, CONFIGURATION, mutated(Objects.requireNonNull(parts.get(CONFIGURATION)), random));
        };
    }

    private static byte[] mutated(byte[] valid, RandomGenerator random) {
        byte[] file = valid.clone();
        // Headers are at the beginning.
        int place = random.nextBoolean() ? random.nextInt(file.length) : random.nextInt(Math.min(100, file.length));
        boolean digit = Character.isDigit(file[place]);
        file[place] = (byte) (digit ? '0' + random.nextInt(10) : random.nextInt(256));
        return file;
    }

    private static byte[] header(long shape, long length) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF("MIXED_DATA_TYPES");
        out.writeLong(shape);
        out.writeUTF("LONG");
        for (int i = 0; i < 2; i++) {
            out.writeLong(0);
        }
        out.writeUTF("MIXED_DATA_TYPES");
        out.writeLong(length);
        out.writeUTF("FLOAT");
        return bytes.toByteArray();
    }

    private static void refused(Path file, String part) {
        NetworkAssertions.refused(() -> NetworkModel.open(file), part);
    }

    private Path renamed(Map<String, byte[]> parts, String from, String to) throws IOException {
        String json = new String(Objects.requireNonNull(parts.get(CONFIGURATION)), StandardCharsets.UTF_8);
        assertTrue(json.contains(from));
        return with(parts, CONFIGURATION, text(json.replace(from, to)));
    }

    private Path with(Map<String, byte[]> parts, String name, byte[] content) throws IOException {
        Map<String, byte[]> changed = new LinkedHashMap<>(parts);
        changed.put(name, content);
        return written(zip(changed));
    }

    private Path without(Map<String, byte[]> parts, String name) throws IOException {
        Map<String, byte[]> fewer = new LinkedHashMap<>(parts);
        fewer.remove(name);
        return written(zip(fewer));
    }

    private Map<String, byte[]> parts(Model network) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        byte[] file = Files.readAllBytes(SmallNetworks.saved(folder, network));
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                parts.put(entry.getName(), zip.readAllBytes());
            }
        }
        return parts;
    }

    private static byte[] zip(Map<String, byte[]> parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
            }
        }
        return bytes.toByteArray();
    }

    private Path written(byte[] content) throws IOException {
        return Files.write(folder.resolve("changed.zip"), content);
    }

    private static byte[] cut(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
