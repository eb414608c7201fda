package superpose.probes.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.BadInputException;
import superpose.probes.model.ModelTensor.Role;

/** Laws of reading and changing inner tensors, on a network small enough to compute by hand. */
class OnnxModelTest {

    private static final int WIDTH = SmallOnnx.WIDTH;
    private static final int ROWS = 4;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void listsTensorsInTheOrderInWhichTheyAreComputed() throws IOException {
        List<ModelTensor> tensors = model().tensors();
        assertEquals(
                List.of("x", "xA", "a", "r", "rB", "b", "s", "y"),
                tensors.stream().map(ModelTensor::name).toList());
        assertEquals(
                new ModelTensor("rB", Role.INNER, "float32", List.of(ModelTensor.VARYING, (long) WIDTH), "MatMul"),
                tensors.get(4));
        assertEquals(Role.INPUT, tensors.getFirst().role());
        assertEquals(Role.OUTPUT, tensors.getLast().role());
        assertEquals("? x 3", tensors.getLast().shapeText());
    }

    @Test
    void innerTensorsObeyTheEquationsOfTheNetwork() throws IOException {
        SmallOnnx small = new SmallOnnx();
        List<Tensor.Floats> read = run(TapPlan.reading(List.of("s", "a", "r", "y")));
        float[] x = input().values();
        float[] a = relu(product(x, small.weight("A"), WIDTH));
        float[] r = sum(x, a);
        float[] s = sum(r, relu(product(r, small.weight("B"), WIDTH)));
        assertArrayEquals(s, read.get(0).values(), 1e-5f);
        assertArrayEquals(a, read.get(1).values(), 1e-5f);
        assertArrayEquals(r, read.get(2).values(), 1e-5f);
        assertArrayEquals(
                product(s, small.weight("C"), SmallOnnx.OUTPUTS), read.get(3).values(), 1e-5f);
        assertArrayEquals(new long[] {ROWS, WIDTH}, read.getFirst().shape());
    }

    @Test
    void whatIsReadDoesNotDependOnWhatElseIsRead() throws IOException {
        Tensor.Floats alone = run(TapPlan.reading(List.of("r"))).getFirst();
        Tensor.Floats among =
                run(TapPlan.reading(List.of("y", "b", "r", "a", "xA"))).get(2);
        assertArrayEquals(alone.values(), among.values());
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 11, 13, 17, 21})
    void editsInsideTheModelDoWhatTheyDoOutside(long version) throws IOException {
        Tensor.Floats vector = Tensor.Floats.of(SmallOnnx.numbers(WIDTH, 7));
        for (Edit edit : List.of(
                new Edit.Add("r", vector), new Edit.ProjectOut("r", vector), new Edit.Clamp("r", -0.5f, 0.25f))) {
            List<String> taps = List.of("r", "y");
            List<Tensor.Floats> inside = run(version, TapPlan.reading(taps).with(List.of(edit)));
            Edit outside = new Edit.Apply("r", edit::apply);
            List<Tensor.Floats> byCaller = run(version, TapPlan.reading(taps).with(List.of(outside)));
            assertArrayEquals(inside.get(0).values(), byCaller.get(0).values(), 1e-6f);
            assertArrayEquals(inside.get(1).values(), byCaller.get(1).values(), 1e-5f);
        }
    }

    @Test
    void editsOfNothingLeaveEveryBit() throws IOException {
        Tensor.Floats plain = run(TapPlan.reading(List.of("a"))).getFirst();
        // relu(-0) is -0 in some versions; both zeros must survive.
        for (Edit edit : List.of(
                new Edit.Add("a", Tensor.Floats.of(new float[WIDTH])),
                new Edit.Clamp("a", Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY),
                new Edit.Apply("a", values -> values),
                new Edit.Replace("a", plain))) {
            Tensor.Floats read =
                    run(TapPlan.reading(List.of("a")).with(List.of(edit))).getFirst();
            assertArrayEquals(bits(plain), bits(read), edit.toString());
        }
    }

    @Test
    void addingNothingKeepsNegativeZeros() {
        float[] values = {-0f, 0f, 1f};
        new Edit.Add("t", Tensor.Floats.of(0f, 0f, -0f)).apply(new Tensor.Floats(new long[] {1, 3}, values));
        assertArrayEquals(
                new int[] {Integer.MIN_VALUE, 0, Float.floatToRawIntBits(1f)}, bits(Tensor.Floats.of(values)));
    }

    @Test
    void whatIsProjectedOutIsGone() throws IOException {
        float[] direction = SmallOnnx.numbers(WIDTH, 9);
        var edit = new Edit.ProjectOut("s", Tensor.Floats.of(direction));
        float[] read = run(TapPlan.reading(List.of("s")).with(List.of(edit)))
                .getFirst()
                .values();
        assertArrayEquals(new float[ROWS], product(read, direction, 1), 1e-5f);
    }

    @Test
    void editsComeOneAfterTheOther() throws IOException {
        Tensor.Floats one = Tensor.Floats.of(SmallOnnx.numbers(WIDTH, 1));
        Tensor.Floats other = Tensor.Floats.of(SmallOnnx.numbers(WIDTH, 2));
        TapPlan plan = TapPlan.reading(List.of("r", "s", "y"))
                .with(List.of(
                        new Edit.Add("s", other),
                        new Edit.Add("r", one),
                        new Edit.Apply("r", values -> values),
                        new Edit.Clamp("r", 0, 1)));
        List<Tensor.Floats> read = run(plan);
        SmallOnnx small = new SmallOnnx();
        float[] x = input().values();
        float[] r = sum(x, relu(product(x, small.weight("A"), WIDTH)));
        for (int i = 0; i < r.length; i++) {
            r[i] = Math.clamp(r[i] + one.values()[i % WIDTH], 0, 1);
        }
        float[] s = sum(r, relu(product(r, small.weight("B"), WIDTH)));
        for (int i = 0; i < s.length; i++) {
            s[i] += other.values()[i % WIDTH];
        }
        assertArrayEquals(r, read.get(0).values(), 1e-5f);
        assertArrayEquals(s, read.get(1).values(), 1e-5f);
        assertArrayEquals(
                product(s, small.weight("C"), SmallOnnx.OUTPUTS), read.get(2).values(), 1e-4f);
    }

    @Test
    void patchingAllOfTheStreamGivesTheOutputOfTheOtherRun() throws IOException {
        Tensor.Floats other = new Tensor.Floats(new long[] {ROWS, WIDTH}, SmallOnnx.numbers(ROWS * WIDTH, 99));
        try (TappedModel reading = model().tap(TapPlan.reading(List.of("r", "y")))) {
            List<Tensor.Floats> there = reading.run(Map.of("x", other));
            TapPlan patching = TapPlan.reading(List.of("y")).with(List.of(new Edit.Replace("r", there.get(0))));
            assertArrayEquals(there.get(1).values(), run(patching).getFirst().values(), 1e-5f);
        }
    }

    @Test
    void weightsInTheModelsFolderAreRead() throws IOException {
        SmallOnnx small = new SmallOnnx();
        float[] weight = small.weight("B");
        ByteBuffer bytes = ByteBuffer.allocate(8 + weight.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(8);
        for (float value : weight) {
            bytes.putFloat(value);
        }
        Files.write(folder.resolve("weights.bin"), bytes.array());
        float[] expected = run(TapPlan.reading(List.of("y"))).getFirst().values();
        small.external("B", "weights.bin", "8", "144").writeTo(folder);
        OnnxModel model = OnnxModel.open(folder.resolve("small.onnx"));
        assertEquals(1, model.weightFiles().size());
        try (TappedModel tapped = model.tap(TapPlan.reading(List.of("y")))) {
            assertArrayEquals(
                    expected, tapped.run(Map.of("x", input())).getFirst().values());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "../weights.bin, 0, 144, weights in the folder",
        "/etc/hostname, 0, 1, weights in the folder",
        "sub/../../weights.bin, 0, 144, weights in the folder",
        "link.bin, 0, 144, weights in the folder",
        "'', 0, 144, weights in the folder",
        "absent.bin, 0, 144, no such file",
        "short.bin, 0, 144, cut short",
        "short.bin, 9223372036854775807, 144, cut short",
        "short.bin, -1, 10, a count of bytes",
        "short.bin, x, 10, a count of bytes"
    })
    void weightsElsewhereAreNotOpened(String location, String offset, String length, String told) throws IOException {
        Path inner = Files.createDirectory(folder.resolve("model"));
        Files.write(folder.resolve("weights.bin"), new byte[144]);
        Files.write(inner.resolve("short.bin"), new byte[20]);
        Files.createSymbolicLink(inner.resolve("link.bin"), folder.resolve("weights.bin"));
        Path file = new SmallOnnx().external("B", location, offset, length).writeTo(inner);
        assertTrue(refusal(() -> OnnxModel.open(file)).contains(told), refusal(() -> OnnxModel.open(file)));
    }

    @Test
    void cutFilesAreRefusedAndNothingElseHappens() throws IOException {
        byte[] whole = new SmallOnnx().bytes();
        int opened = 0;
        for (int length = 0; length < whole.length; length++) {
            opened += openOrRefuse(Arrays.copyOf(whole, length));
        }
        assertEquals(0, opened, "a model that is cut short lacks its version");
    }

    @Test
    void changedFilesAreRefusedOrRun() throws IOException {
        byte[] whole = new SmallOnnx().bytes();
        var random = new java.util.Random(5);
        for (int round = 0; round < 400; round++) {
            byte[] changed = whole.clone();
            for (int flips = 0; flips <= round % 4; flips++) {
                changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            }
            openOrRefuse(changed);
        }
    }

    /** Opens, lists and runs bytes as a model; everything but success and one clear line fails the test. */
    private int openOrRefuse(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("fuzzed.onnx"), bytes);
        try {
            OnnxModel model = OnnxModel.open(file);
            List<ModelTensor> tensors = model.tensors();
            try (TappedModel tapped =
                    model.tap(TapPlan.reading(List.of(tensors.getLast().name())))) {
                tapped.run(Map.of("x", input()));
            }
            return 1;
        } catch (BadInputException refused) {
            assertTrue(String.valueOf(refused.getMessage()).length() < 3000);
            return 0;
        }
    }

    @Test
    void whatIsWrongIsSaidInOneLine() throws IOException {
        OnnxModel model = model();
        assertTrue(refusal(() -> model.tap(TapPlan.reading(List.of("rb")))).contains("did you mean rB"));
        assertTrue(refusal(() -> model.tap(TapPlan.reading(List.of("x")))).contains("computes"));
        TapPlan plan = TapPlan.reading(List.of("y"));
        try (TappedModel tapped = model.tap(plan)) {
            Tensor narrow = new Tensor.Floats(new long[] {2, 3}, new float[6]);
            assertTrue(refusal(() -> tapped.run(Map.of("x", narrow))).contains("[?, 6] for the input x, got [2, 3]"));
            Tensor whole = new Tensor.Integers(new long[] {1, 6}, new long[6]);
            assertTrue(refusal(() -> tapped.run(Map.of("x", whole))).contains("float32 values for the input x"));
            assertTrue(refusal(() -> tapped.run(Map.of())).contains("the input x"));
        }
        Tensor.Floats narrow = Tensor.Floats.of(1, 2);
        TapPlan byCaller = plan.with(List.of(new Edit.Apply("r", values -> narrow)));
        assertTrue(refusal(() -> run(byCaller)).contains("values of shape [4, 6] for r"));
        assertTrue(refusal(() -> run(plan.with(List.of(new Edit.Add("r", narrow)))))
                .contains("small.onnx"));
        assertTrue(
                refusal(() -> new Edit.ProjectOut("r", Tensor.Floats.of(0, 0))).contains("length above 0"));
    }

    @Test
    void operatorsThatNobodyKnowsAreNamed() throws IOException {
        Path file = new SmallOnnx().node("Frobnicate", "z", "s").writeTo(folder);
        String told = refusal(() -> OnnxModel.open(file).tensors());
        assertTrue(told.contains("Frobnicate"), told);
    }

    private static String refusal(org.junit.jupiter.api.function.Executable action) {
        String message =
                String.valueOf(assertThrows(BadInputException.class, action).getMessage());
        assertTrue(!message.contains("\n"), message);
        return message;
    }

    private OnnxModel model() throws IOException {
        return OnnxModel.open(new SmallOnnx().writeTo(folder));
    }

    private List<Tensor.Floats> run(TapPlan plan) throws IOException {
        return run(13, plan);
    }

    private List<Tensor.Floats> run(long version, TapPlan plan) throws IOException {
        OnnxModel model = OnnxModel.open(new SmallOnnx().withVersion(version).writeTo(folder));
        try (TappedModel tapped = model.tap(plan)) {
            return tapped.run(Map.of("x", input()));
        }
    }

    private static Tensor.Floats input() {
        return new Tensor.Floats(new long[] {ROWS, WIDTH}, SmallOnnx.numbers(ROWS * WIDTH, 42));
    }

    private static int[] bits(Tensor.Floats tensor) {
        int[] bits = new int[tensor.values().length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(tensor.values()[i]);
        }
        return bits;
    }

    private static float[] product(float[] rows, float[] weights, int columns) {
        int count = rows.length / WIDTH;
        float[] product = new float[count * columns];
        for (int row = 0; row < count; row++) {
            for (int column = 0; column < columns; column++) {
                for (int k = 0; k < WIDTH; k++) {
                    product[row * columns + column] += rows[row * WIDTH + k] * weights[k * columns + column];
                }
            }
        }
        return product;
    }

    private static float[] relu(float[] values) {
        float[] positive = values.clone();
        for (int i = 0; i < positive.length; i++) {
            positive[i] = Math.max(0, positive[i]);
        }
        return positive;
    }

    private static float[] sum(float[] left, float[] right) {
        float[] sum = left.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += right[i];
        }
        return sum;
    }
}
