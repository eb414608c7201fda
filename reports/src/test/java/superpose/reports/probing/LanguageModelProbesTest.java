package superpose.reports.probing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import superpose.data.Activations;
import superpose.data.Concept;
import superpose.data.ElementType;
import superpose.data.Groups;
import superpose.data.Labels;
import superpose.data.Matrix;
import superpose.data.Partition;
import superpose.data.Seed;
import superpose.probes.linear.LogisticTrainer;
import superpose.probes.linear.ProbeSplit;
import superpose.probes.linear.ProbeTask;
import superpose.probes.linear.ThreePartTask;

/** Probes of a real language model, against scikit-learn's scores on the same activations and the same split. */
class LanguageModelProbesTest {

    private static final String LAYER = "blocks.2.hook_resid_post";
    private static final int POSITIONS = 128;

    private static final Path FOLDER = folder();

    @BeforeAll
    static void requireModel() {
        assumeTrue(Files.isDirectory(FOLDER), "no ../shared/lm beside the project");
    }

    @ParameterizedTest
    @CsvSource({
        "begins_word, 0.9605",
        "in_capitalised_word, 0.9738",
        "next_char_punctuation, 0.9523",
        "lord_earlier_in_verse, 0.8098",
        "number_word, 0.9911",
        "new_testament, 0.8140"
    })
    void scoresAreThoseOfScikitLearn(String concept, double expected) throws IOException {
        ProbeTask task = task(concept);
        ProbeRun run = new Probing(new LogisticTrainer(), 200, 3).run(task, new Seed(1));

        assertTrue(baseline(concept).startsWith("\"auroc\": " + expected), baseline(concept));
        assertEquals(expected, run.score().auroc().estimate(), 0.001, run.toString());
        assertTrue(run.score().auroc().contains(expected));
        assertTrue(run.controls().shuffled().high() < run.score().auroc().low(), run.toString());
        assertTrue(run.controls().bestNeuron().auroc().estimate() < expected + 0.01);
    }

    @ParameterizedTest
    @CsvSource({
        "begins_word, 0.9998",
        "in_capitalised_word, 0.9631",
        "next_char_punctuation, 0.8511",
        "lord_earlier_in_verse, 0.5431",
        "number_word, 0.9831",
        "new_testament, 0.5722"
    })
    void tokensAloneScoreWhatTheBaselineSays(String concept, double expected) throws IOException {
        assertTrue(
                baseline(concept).lines().anyMatch(line -> line.contains("\"token_identity_auroc\": " + expected)),
                baseline(concept));
        LookupControl tokens =
                LookupControl.of(LookupControl.TOKEN, task(concept), Groups.byNumber(column(concept, 2)), 0.95);
        assertEquals(expected, tokens.auroc().estimate(), 0.001, tokens.toString());
    }

    private static int[] column(String concept, int column) throws IOException {
        return Files.readAllLines(FOLDER.resolve("probe_tasks/" + concept + ".csv")).stream()
                .skip(1)
                .mapToInt(line -> Integer.parseInt(line.split(",", -1)[column]))
                .toArray();
    }

    /** The texts of the baseline's test part, a partition of the others, and the whole protocol on that. */
    @ParameterizedTest
    @CsvSource({"number_word, 0.9911", "new_testament, 0.8140"})
    void theWholeProtocolFindsWhatTheBaselineFound(String concept, double expected) throws IOException {
        int[] texts = column(concept, 0);
        int[] positions = column(concept, 1);
        int[] labels = column(concept, 3);
        boolean[] present = new boolean[labels.length];
        for (int row = 0; row < present.length; row++) {
            present[row] = labels[row] == 1;
        }
        Groups groups = Groups.byNumber(texts);
        Set<Integer> tested = numbers("test_text_ids").stream()
                .map(text -> groups.names().indexOf(Integer.toString(text)))
                .collect(Collectors.toSet());
        Partition partition = Partition.byTestGroups(groups, Labels.binary(concept, present), tested, new Seed(1));
        int[] places = IntStream.range(0, texts.length)
                .map(row -> texts[row] * POSITIONS + positions[row])
                .toArray();
        ThreePartTask task = ThreePartTask.of(
                new Activations(LAYER, activations().viewRows(places), "kjv-gpt2"),
                Concept.of(concept, present),
                partition);
        ConceptFindings findings = new ConceptProbing(PenaltyGrid.usual(), 200, 2, 1)
                .of(LAYER, task, RowFacts.of(column(concept, 2), positions), new Seed(1));

        // A chosen penalty is no worse than C = 1, and may be better.
        assertTrue(findings.scores().auroc().estimate() > expected - 0.01, findings.toString());
        assertTrue(findings.scores().auroc().estimate() < expected + 0.08, findings.toString());
        assertTrue(
                findings.controls().shuffled().high()
                        < findings.scores().auroc().estimate(),
                findings.toString());
        // Most rows with a number word are in a few of the test texts: its interval reaches below chance.
        assertTrue(
                concept.equals("number_word")
                        || findings.controls().shuffled().mean()
                                < findings.scores().auroc().low(),
                findings.toString());
        DescriptionLength code = findings.codeLength();
        assertNotNull(code);
        assertTrue(code.compressionOverBlind() > 1.0, findings.toString());
        Selectivity selectivity = findings.controls().selectivity();
        assertNotNull(selectivity);
        assertTrue(selectivity.controlAuroc() > 0.5, selectivity.toString());
        assertTrue(findings.curves().best().knee() <= 128);
    }

    private static ProbeTask task(String concept) throws IOException {
        List<String> lines = Files.readAllLines(FOLDER.resolve("probe_tasks/" + concept + ".csv"));
        int rows = lines.size() - 1;
        int[] texts = new int[rows];
        int[] places = new int[rows];
        boolean[] present = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            String[] cells = lines.get(row + 1).split(",", -1);
            texts[row] = Integer.parseInt(cells[0]);
            places[row] = texts[row] * POSITIONS + Integer.parseInt(cells[1]);
            present[row] = cells[3].equals("1");
        }
        Set<Integer> trainingTexts = numbers("train_text_ids");
        Set<Integer> testTexts = numbers("test_text_ids");
        ProbeSplit split = ProbeSplit.of(
                IntStream.range(0, rows)
                        .filter(row -> trainingTexts.contains(texts[row]))
                        .toArray(),
                IntStream.range(0, rows)
                        .filter(row -> testTexts.contains(texts[row]))
                        .toArray(),
                Groups.of(IntStream.range(0, 160).mapToObj(Integer::toString).toList(), texts));
        Matrix values = activations().selectRows(places);
        return ProbeTask.of(new Activations(LAYER, values, "kjv-gpt2"), Concept.of(concept, present), split);
    }

    /** Reads a version 1 npy file of float16 in C order, whose header ends with a line break. */
    private static Matrix activations() throws IOException {
        byte[] bytes = Files.readAllBytes(FOLDER.resolve("probe_tasks/activations/" + LAYER + ".npy"));
        int header = 10 + Byte.toUnsignedInt(bytes[8]) + 256 * Byte.toUnsignedInt(bytes[9]);
        String description = new String(bytes, 10, header - 10, StandardCharsets.US_ASCII);
        assertTrue(description.contains("'<f2'") && description.contains("(20480, 128)"), description);
        assertTrue(description.contains("'fortran_order': False"), description);
        MemorySegment values = MemorySegment.ofArray(Arrays.copyOfRange(bytes, header, bytes.length));
        return Matrix.over(values, ElementType.F16, ByteOrder.LITTLE_ENDIAN, 20480, 128);
    }

    private static Set<Integer> numbers(String key) throws IOException {
        String json = Files.readString(FOLDER.resolve("probe_tasks/concepts.json"));
        int from = json.indexOf('[', json.indexOf('"' + key + '"'));
        Set<Integer> numbers = new HashSet<>();
        for (String number : json.substring(from + 1, json.indexOf(']', from)).split(",", -1)) {
            numbers.add(Integer.parseInt(number.strip()));
        }
        return numbers;
    }

    /** What the baseline file says of a concept, from its score on. */
    private static String baseline(String concept) throws IOException {
        String json = Files.readString(FOLDER.resolve("probe_baseline.json"));
        return json.substring(json.indexOf("\"auroc\"", json.indexOf('"' + concept + '"')));
    }

    /** The first folder beside this one or a folder above it; one that does not exist where there is none. */
    private static Path folder() {
        Path place = Path.of("").toAbsolutePath();
        while (place.getParent() != null && !Files.isDirectory(place.resolveSibling("shared/lm"))) {
            place = place.getParent();
        }
        return place.resolveSibling("shared/lm");
    }
}
