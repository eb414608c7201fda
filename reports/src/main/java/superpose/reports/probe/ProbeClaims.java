package superpose.reports.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import superpose.analysis.statistics.Interval;
import superpose.reports.claims.Band;
import superpose.reports.claims.Claim;
import superpose.reports.claims.Statement;
import superpose.reports.probing.ConceptFindings;
import superpose.reports.probing.DescriptionLength;

/** What a probing run claims: a sentence about each concept, and sentences about all of them. */
final class ProbeClaims {

    private static final double LEVEL = 0.95;
    private static final int FEWEST_CONCEPTS = 3;

    /** Of each concept, where it is read best. */
    private final List<ConceptFindings> best;

    ProbeClaims(List<ConceptFindings> findings) {
        this.best = BestPlaces.of(findings);
    }

    /** Returns every claim, judged or not run. */
    List<Claim> all() {
        List<Claim> claims = new ArrayList<>();
        best.forEach(one -> claims.add(represented(one)));
        claims.add(overConcepts(
                new Statement(
                        "probes-beat-single-neurons",
                        "A probe on all neurons tells a concept better than the best single neuron does (difference of"
                                + " AUROC, mean over concepts).",
                        "Gurnee et al. (2023), Finding Neurons in a Haystack"),
                one -> one.controls().gains().overBestNeuron().estimate(),
                Band.positive()));
        claims.add(overConcepts(
                new Statement(
                        "few-neurons-suffice",
                        "Half of the neurons or fewer, the best first, are enough (share of the neurons up to the knee,"
                                + " mean over concepts).",
                        "Gurnee et al. (2023), Finding Neurons in a Haystack, on sparse probes"),
                one -> (double) one.curves().best().knee()
                        / one.where().neurons().neurons(),
                Band.atMost(0.5)));
        claims.add(cheapToTell());
        claims.add(overConcepts(
                new Statement(
                        "shuffled-labels-say-nothing",
                        "A probe fitted to shuffled labels tells a concept no better than chance (AUROC, mean over"
                                + " concepts).",
                        "control"),
                one -> one.controls().shuffled().mean(),
                Band.around(0.5, 0.05)));
        return claims;
    }

    /** Only probes that give probabilities make a code. */
    private Claim cheapToTell() {
        Statement statement = new Statement(
                "labels-are-cheap-to-tell",
                "With the activations, labels take fewer bits than without (halvings of the code length, mean over"
                        + " concepts).",
                "Voita and Titov (2020), Information-Theoretic Probing with Minimum Description Length");
        return best.getFirst().penalty().kind().givesProbabilities()
                ? overConcepts(statement, ProbeClaims::halvings, Band.positive())
                : Claim.notRun(statement, Band.positive());
    }

    private static double halvings(ConceptFindings one) {
        DescriptionLength code = one.codeLength();
        return code == null ? Double.NaN : Math.log(code.compressionOverBlind()) / Math.log(2);
    }

    /** More than the token says where tokens are known, else more than the best neuron does. */
    private static Claim represented(ConceptFindings one) {
        String concept = one.where().concept();
        ConceptFindings.Gains gains = one.controls().gains();
        Interval overToken = gains.overToken();
        return overToken != null
                ? Claim.judge(
                        new Statement(
                                "beyond-the-token:" + concept,
                                "The activations tell " + concept + " better than the token alone does (difference of"
                                        + " AUROC in " + one.where().activations() + ").",
                                "this run's labels"),
                        overToken,
                        Band.positive())
                : Claim.judge(
                        new Statement(
                                "beyond-one-neuron:" + concept,
                                "A probe on all neurons tells " + concept + " better than the best single one"
                                        + " (difference of AUROC in "
                                        + one.where().activations() + ").",
                                "this run's labels"),
                        gains.overBestNeuron(),
                        Band.positive());
    }

    private Claim overConcepts(Statement statement, ToDoubleFunction<ConceptFindings> of, Band band) {
        return best.size() < FEWEST_CONCEPTS
                ? Claim.notRun(statement, band)
                : Claim.judge(
                        statement, Interval.ofMean(best.stream().mapToDouble(of).toArray(), LEVEL), band);
    }
}
