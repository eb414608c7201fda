package superpose.reports.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import superpose.analysis.units.UnitActivity;
import superpose.analysis.units.UnitScores;
import superpose.data.Concept;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.io.RowIndex;
import superpose.reports.examples.ExampleGroup.Reason;
import superpose.reports.examples.ExamplePlan.Bands;
import superpose.reports.examples.ExamplePlan.Doubts;

class ExampleSearchTest {

    private static final ExamplePlan PLAN =
            new ExamplePlan(6, new Bands(4, 3, Bands.Width.EQUAL_SCORES), new Doubts(5, 4, 0.3), 2);

    private static LongStream seeds() {
        return LongStream.range(0, 25);
    }

    /** Inputs of several lengths, and scores of which some are equal and some are no numbers. */
    private record World(RowIndex index, List<Double> scores) {

        static World of(long seed) {
            RandomGenerator random = new Seed(seed).generator();
            List<Long> inputs = new ArrayList<>();
            List<Integer> positions = new ArrayList<>();
            for (long input = 0; input < 30; input++) {
                int length = random.nextInt(12);
                for (int position = 0; position < length; position++) {
                    inputs.add(input);
                    positions.add(position);
                }
            }
            List<Double> scores = new ArrayList<>();
            for (int row = 0; row < inputs.size(); row++) {
                double score = Math.rint(random.nextGaussian() * 8) / 8;
                scores.add(random.nextInt(20) == 0 ? Double.NaN : score);
            }
            int[] tokens = new int[inputs.size()];
            return new World(
                    RowIndex.of(
                            "test",
                            30,
                            inputs.stream().mapToLong(Long::longValue).toArray(),
                            positions.stream().mapToInt(Integer::intValue).toArray(),
                            tokens),
                    scores);
        }

        UnitScores unit() {
            return UnitScores.of(
                    scores.stream().mapToDouble(Double::doubleValue).toArray());
        }

        /** Every row whose number leaves a rest below 3 when divided by 5 has the label; of every ninth it is not known. */
        KnownRows facts() {
            int[] known =
                    IntStream.range(0, scores.size()).filter(row -> row % 9 > 0).toArray();
            boolean[] present = new boolean[known.length];
            for (int i = 0; i < known.length; i++) {
                present[i] = known[i] % 5 < 3;
            }
            return new KnownRows(index, List.of(Optional.of(RowLabels.of(Concept.of("label", present), known))));
        }

        List<ExampleGroup> search(ExamplePlan plan) {
            return ExampleSearch.run(unit(), UnitActivity.of(unit(), 0), facts(), plan)
                    .getFirst();
        }

        /** Sorts all rows, and then takes the first of each input. */
        List<Integer> bruteForce(int count, IntPredicate chosen, IntToDoubleFunction key) {
            Set<Long> seen = new HashSet<>();
            return IntStream.range(0, scores.size())
                    .filter(row -> Double.isFinite(scores.get(row)))
                    .filter(chosen)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer row) -> -key.applyAsDouble(row)))
                    .filter(row -> seen.add(index.input(row)))
                    .limit(count)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theStrongestAreThoseOfASortOfAllRows(long seed) {
        World world = World.of(seed);
        ExampleGroup strongest =
                group(world.search(PLAN), Reason.Strongest.class).orElseThrow();
        assertEquals(world.bruteForce(PLAN.top(), row -> true, world.scores::get), rows(strongest));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void thoseNearTheThresholdAreThoseOfASortOfAllRows(long seed) {
        World world = World.of(seed);
        ExampleGroup near =
                group(world.search(PLAN), Reason.NearThreshold.class).orElseThrow();
        List<Integer> expected = world.bruteForce(5, row -> true, row -> -Math.abs(world.scores.get(row) - 0.3));
        assertEquals(new HashSet<>(expected), new HashSet<>(rows(near)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theWrongOnesAreTheFurthestOnTheOtherSide(long seed) {
        World world = World.of(seed);
        List<ExampleGroup> groups = world.search(PLAN);
        assertEquals(
                world.bruteForce(
                        4, row -> row % 9 > 0 && row % 5 >= 3 && world.scores.get(row) > 0.3, world.scores::get),
                group(groups, Reason.WrongYes.class)
                        .map(ExampleSearchTest::rows)
                        .orElse(List.of()));
        assertEquals(
                world.bruteForce(
                        4,
                        row -> row % 9 > 0 && row % 5 < 3 && world.scores.get(row) <= 0.3,
                        row -> -world.scores.get(row)),
                group(groups, Reason.WrongNo.class).map(ExampleSearchTest::rows).orElse(List.of()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyGroupFallsAndHasOneOfEachInputInsideItsBand(long seed) {
        World world = World.of(seed);
        double shares = 0;
        List<Integer> top = new ArrayList<>();
        for (ExampleGroup group : world.search(PLAN)) {
            Set<Long> inputs = new HashSet<>();
            double before = Double.POSITIVE_INFINITY;
            for (Example example : group.examples()) {
                assertTrue(inputs.add(world.index.input(example.at().row())));
                double score = group.reason() instanceof Reason.WrongNo
                        ? -example.at().score()
                        : example.at().score();
                assertTrue(score <= before);
                before = score;
            }
            if (group.reason() instanceof Reason.Strongest) {
                top.addAll(rows(group));
            }
            if (group.reason() instanceof Reason.Band band) {
                assertTrue(group.examples().size() <= 3);
                for (Example example : group.examples()) {
                    assertTrue(
                            example.at().score() >= band.from() && example.at().score() <= band.to());
                    assertFalse(top.contains(example.at().row()), "shown twice");
                }
                assertEquals(share(world, band), band.share(), 1e-12);
                shares += band.share();
            }
        }
        assertTrue(shares <= 1 + 1e-12);
    }

    /** A score on an edge belongs to the upper band, unless there is none above. */
    private static double share(World world, Reason.Band band) {
        double[] finite = world.scores.stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .toArray();
        double highest = Arrays.stream(finite).max().orElseThrow();
        return Arrays.stream(finite)
                        .filter(score ->
                                score >= band.from() && (score < band.to() || (score == band.to() && score == highest)))
                        .count()
                / (double) finite.length;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void windowsStayInTheirInputAndHoldTheRowItself(long seed) {
        World world = World.of(seed);
        for (ExampleGroup group : world.search(PLAN)) {
            for (Example example : group.examples()) {
                int row = example.at().row();
                assertEquals(example.at(), example.window().get(example.focus()));
                List<Integer> expected = IntStream.rangeClosed(row - 2, row + 2)
                        .filter(near -> near >= 0 && near < world.scores.size())
                        .filter(near -> world.index.input(near) == world.index.input(row))
                        .boxed()
                        .toList();
                assertEquals(
                        expected, example.window().stream().map(ScoredRow::row).toList());
                for (ScoredRow near : example.window()) {
                    assertEquals(world.scores.get(near.row()), near.score());
                }
            }
        }
    }

    @Test
    void aUnitHasTheSameExamplesWhateverStandsBesideIt() {
        World world = World.of(3);
        int rows = world.scores.size();
        float[] values = new float[3 * rows];
        RandomGenerator random = new Seed(9).generator();
        for (int row = 0; row < rows; row++) {
            values[3 * row] = random.nextFloat();
            values[3 * row + 1] = (float) (double) world.scores.get(row);
            values[3 * row + 2] = 1;
        }
        UnitScores all = UnitScores.ofNeurons(Matrix.of(rows, 3, values));
        List<List<ExampleGroup>> found = ExampleSearch.run(
                all,
                UnitActivity.of(all, 0),
                new KnownRows(
                        world.index,
                        Collections.nCopies(3, world.facts().labels().getFirst())),
                PLAN);
        // Eighths are exact in single precision.
        assertEquals(world.search(PLAN).toString(), found.get(1).toString());
        assertNotEquals(found.get(0), found.get(1));
    }

    @Test
    void aConstantUnitAndOneWithoutNumbersAreSearchedToo() {
        RowIndex index = RowIndex.ofSingleRows("test", 40);
        double[] ones = new double[40];
        Arrays.fill(ones, 1);
        List<ExampleGroup> groups = search(ones, index, PLAN);
        assertEquals(List.of(0, 1, 2, 3, 4, 5), rows(groups.getFirst()));
        ExampleGroup band = group(groups, Reason.Band.class).orElseThrow();
        assertEquals(1, ((Reason.Band) band.reason()).share());
        Arrays.fill(ones, Double.NaN);
        assertEquals(List.of(), search(ones, index, PLAN));
    }

    @Test
    void bandsOfEqualRowsHoldAboutAsManyRowsEach() {
        RandomGenerator random = new Seed(5).generator();
        double[] scores = IntStream.range(0, 50_000)
                .mapToDouble(row -> Math.exp(random.nextGaussian()))
                .toArray();
        ExamplePlan plan = new ExamplePlan(1, new Bands(5, 4, Bands.Width.EQUAL_ROWS), Doubts.none(), 0);
        List<Double> shares = search(scores, RowIndex.ofSingleRows("test", scores.length), plan).stream()
                .filter(group -> group.reason() instanceof Reason.Band)
                .map(group -> ((Reason.Band) group.reason()).share())
                .toList();
        assertEquals(5, shares.size());
        shares.forEach(share -> assertEquals(0.2, share, 0.015));
        assertEquals(1, shares.stream().mapToDouble(Double::doubleValue).sum(), 1e-9);
    }

    @Test
    void bandsOfARectifiedUnitAreTheOnesItHas() {
        double[] scores = IntStream.range(0, 1000)
                .mapToDouble(row -> row % 10 == 0 ? row / 100.0 : 0)
                .toArray();
        ExamplePlan plan = new ExamplePlan(2, new Bands(5, 4, Bands.Width.EQUAL_ROWS), Doubts.none(), 0);
        List<ExampleGroup> groups = search(scores, RowIndex.ofSingleRows("test", 1000), plan);
        List<Reason.Band> bands = groups.stream()
                .map(ExampleGroup::reason)
                .filter(reason -> reason instanceof Reason.Band)
                .map(reason -> (Reason.Band) reason)
                .toList();
        assertEquals(1, bands.stream().mapToDouble(Reason.Band::share).sum(), 1e-9);
        bands.forEach(band -> assertTrue(band.from() < band.to()));
    }

    /** Draws of a band are spread over its rows: each of many equal rows is as likely as the others. */
    @Test
    void drawsComeFromEverywhere() {
        double[] scores = new double[10_000];
        scores[17] = 1;
        ExamplePlan plan = new ExamplePlan(1, new Bands(2, 400, Bands.Width.EQUAL_SCORES), Doubts.none(), 0);
        List<ExampleGroup> groups = search(scores, RowIndex.ofSingleRows("test", scores.length), plan);
        double mean = rows(groups.getLast()).stream()
                .mapToInt(Integer::intValue)
                .average()
                .orElseThrow();
        // Four standard errors of the mean of 400 even draws.
        assertEquals(5000, mean, 4 * 10_000 / Math.sqrt(12 * 400));
    }

    private static List<ExampleGroup> search(double[] scores, RowIndex index, ExamplePlan plan) {
        UnitScores unit = UnitScores.of(scores);
        return ExampleSearch.run(unit, UnitActivity.of(unit, 0), KnownRows.unlabelled(index, 1), plan)
                .getFirst();
    }

    private static Optional<ExampleGroup> group(List<ExampleGroup> groups, Class<? extends Reason> reason) {
        return groups.stream()
                .filter(group -> reason.isInstance(group.reason()))
                .findFirst();
    }

    private static List<Integer> rows(ExampleGroup group) {
        return group.examples().stream().map(example -> example.at().row()).toList();
    }
}
