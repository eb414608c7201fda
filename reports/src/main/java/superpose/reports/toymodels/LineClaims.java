package superpose.reports.toymodels;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import superpose.analysis.geometry.Dimensionality;
import superpose.analysis.geometry.FractionLine;
import superpose.analysis.statistics.Interval;
import superpose.data.FeatureDirections;
import superpose.data.Seed;
import superpose.reports.claims.Band;
import superpose.reports.claims.Statement;
import superpose.reports.reproduce.Verdicts;

/** Claims that dimensionalities gather on lines at fractions, and controls that must show no line. */
final class LineClaims {

    /** Who says what a check of the method itself must give. */
    static final String CONTROL = "control";

    private static final double NOISE = 0.05;

    private static final Band IS_LINE = Band.atLeast(1);
    private static final Band NO_LINE = Band.atMost(0.999);

    /** Lines that one seed shows and another does not. */
    private static final List<Fraction> WEAK =
            List.of(Fraction.PENTAGON, Fraction.ANTIPRISM, Fraction.TRIANGLE, Fraction.TETRAHEDRON);

    private final String prefix;
    private final String source;
    private final Verdicts verdicts;

    /**
     * Starts without a claim.
     *
     * @param prefix what the names of the claims begin with
     * @param source who shows the lines
     * @param verdicts where the claims go
     */
    LineClaims(String prefix, String source, Verdicts verdicts) {
        this.prefix = prefix;
        this.source = source;
        this.verdicts = verdicts;
    }

    /**
     * How many seeds it takes to tell whether a weak line is there.
     *
     * @param fewest seeds that decide
     * @param words that fewer decide nothing, and what else there is to say
     */
    record Pool(int fewest, String words) {}

    /** Judges every line: that at 1/2 by each seed, the weaker ones by all seeds together. */
    void judge(List<GeometryRun> runs, Pool pool) {
        judgePairs(runs);
        for (Fraction fraction : WEAK) {
            judgeWeak(runs, fraction, pool);
        }
    }

    private void judgePairs(List<GeometryRun> runs) {
        verdicts.every(statement(Fraction.PAIR, "every seed"), IS_LINE, GeometryRun.over(runs, run ->
                new double[] {strength(run.pooled(), Fraction.PAIR)}));
    }

    private void judgeWeak(List<GeometryRun> runs, Fraction fraction, Pool pool) {
        Statement statement = statement(fraction, "pooled over seeds, of which " + pool.words());
        if (runs.isEmpty()) {
            verdicts.notRun(statement, IS_LINE);
            return;
        }
        double found = strength(GeometryRun.over(runs, GeometryRun::pooled), fraction);
        verdicts.estimate(
                statement,
                IS_LINE,
                runs.size() < pool.fewest() ? Interval.unbounded(found) : new Interval(found, found, found));
    }

    /** Returns the fractions at which all seeds together have a line. */
    static List<Fraction> found(List<GeometryRun> runs) {
        double[] pooled = GeometryRun.over(runs, GeometryRun::pooled);
        return Stream.of(Fraction.values())
                .filter(fraction -> FractionLine.of(pooled, fraction.value()).isThere())
                .toList();
    }

    private Statement statement(Fraction fraction, String over) {
        return new Statement(
                prefix + ".line" + fraction.digits(),
                "Dimensionalities gather on a line at " + fraction.written()
                        + " (features on it over features that make it a line, " + over + ").",
                source);
    }

    /** Returns how many times as many features sit on a line as it takes; 1 or more is a line. */
    private static double strength(double[] dimensionalities, Fraction fraction) {
        FractionLine line = FractionLine.of(dimensionalities, fraction.value());
        return line.on() / (double) Math.max(10, 2 * Math.max(line.below(), line.above()));
    }

    /**
     * Judges that what was never trained, or is blurred, or is random, shows none of some lines.
     *
     * @param run trained models, whose sizes the controls have
     * @param seed of everything random
     * @param fractions where the lines would be, at least one
     */
    void controls(GeometryRun run, Seed seed, List<Fraction> fractions) {
        String line = " no line at " + fractions.stream().map(Fraction::written).collect(Collectors.joining(" or "));
        GeometryRun.Size size = run.size();
        double[] trained = run.pooled();
        RandomGenerator random = seed.generator();
        double[] untrained = IntStream.range(0, size.levels())
                .mapToObj(level -> Dimensionality.of(
                                FeatureDirections.random(size.features(), size.hidden(), seed.child(level)))
                        .toArray())
                .flatMapToDouble(DoubleStream::of)
                .toArray();
        double[] blurred = DoubleStream.of(trained)
                .map(share -> share + NOISE * (2 * random.nextDouble() - 1))
                .toArray();
        double[] uniform = random.doubles(trained.length).toArray();
        verdicts.exact(
                control("untrained", "Directions that were never trained show" + line + "."),
                NO_LINE,
                strongest(untrained, fractions));
        verdicts.exact(
                control("uniform", "Shares drawn at random between 0 and 1 show" + line + "."),
                NO_LINE,
                strongest(uniform, fractions));
        verdicts.every(
                control(
                        "blurred",
                        "The trained models' own dimensionalities show" + line + " once blurred by " + NOISE + "."),
                NO_LINE,
                strongest(blurred, fractions));
    }

    private Statement control(String name, String sentence) {
        return new Statement(prefix + ".control." + name, sentence, CONTROL);
    }

    private static double strongest(double[] dimensionalities, List<Fraction> fractions) {
        return fractions.stream()
                .mapToDouble(fraction -> strength(dimensionalities, fraction))
                .max()
                .orElseThrow();
    }
}
