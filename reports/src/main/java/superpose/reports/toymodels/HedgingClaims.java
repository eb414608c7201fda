package superpose.reports.toymodels;

import java.util.List;
import java.util.function.ToDoubleFunction;
import superpose.reports.claims.Band;
import superpose.reports.claims.Statement;
import superpose.reports.reproduce.Verdicts;
import superpose.reports.toymodels.Hedging.Run;
import superpose.reports.toymodels.Hedging.Setting;
import superpose.reports.toymodels.ParentAndChild.Relation;

/** The claims of {@link Hedging}. */
final class HedgingClaims {

    private static final String LEAST_SQUARES = Hedging.NOTEBOOK + ", its set-up; the value is our own least squares";
    private static final String CONTROL = "control";
    private static final double BIAS_TOLERANCE = 0.02;
    private static final double COSINE_TOLERANCE = 0.03;

    private final List<Run> runs;
    private final Verdicts verdicts;

    HedgingClaims(List<Run> runs, Verdicts verdicts) {
        this.runs = runs;
        this.verdicts = verdicts;
    }

    void judge() {
        judgeIndependent();
        judgeHierarchical();
        judgeAbsorption();
        judgeControls();
    }

    private double[] each(Setting setting, ToDoubleFunction<Run> measure) {
        return Hedging.of(runs, setting).stream().mapToDouble(measure).toArray();
    }

    private void judgeIndependent() {
        Setting setting = Setting.of(Relation.INDEPENDENT, Hedging.CHILD);
        verdicts.every(
                new Statement(
                        "hedge.bias",
                        "One latent, two independent features: the decoder bias is as long as the child's chance, 0.2"
                                + " (every seed).",
                        Hedging.NOTEBOOK),
                Band.around(Hedging.CHILD, BIAS_TOLERANCE),
                each(setting, run -> run.kept().bias().length()));
        verdicts.every(
                new Statement(
                        "hedge.bias.child",
                        "That bias points along the child (cosine, every seed; the threshold is ours).",
                        Hedging.NOTEBOOK),
                Band.atLeast(0.95),
                each(
                        setting,
                        run -> run.kept().bias().child() / run.kept().bias().length()));
        verdicts.every(
                new Statement(
                        "hedge.parent",
                        "The latent itself is the parent (cosine, every seed; the threshold is ours).",
                        Hedging.NOTEBOOK),
                Band.atLeast(0.99),
                each(setting, run -> run.parents().parent()));
        verdicts.every(
                new Statement(
                        "hedge.bias.follows",
                        "The bias follows the child's chance from 0.05 to 0.2 (difference, every chance and seed).",
                        LEAST_SQUARES),
                Band.around(0, BIAS_TOLERANCE),
                Hedging.sweep(runs, Relation.INDEPENDENT).stream()
                        .filter(run -> run.setting().child() <= Hedging.CHILD)
                        .mapToDouble(run ->
                                run.kept().bias().length() - run.setting().child())
                        .toArray());
    }

    private void judgeHierarchical() {
        Setting setting = Setting.of(Relation.HIERARCHICAL, Hedging.CHILD);
        verdicts.every(
                new Statement(
                        "hedge.mixes",
                        "One latent, a child that needs its parent: the latent mixes the child in (cosine, every seed; the"
                                + " threshold is ours).",
                        Hedging.NOTEBOOK),
                Band.atLeast(0.1),
                each(setting, run -> run.parents().child()));
        verdicts.every(
                new Statement(
                        "hedge.cos",
                        "It points along parent + 0.2 child, as it would if its code were the same wherever the parent is on"
                                + " (cosine with the child, every seed).",
                        LEAST_SQUARES),
                Band.around(ParentAndChild.meanWithParent(Hedging.CHILD), COSINE_TOLERANCE),
                each(setting, run -> run.parents().child()));
        verdicts.every(
                new Statement(
                        "hedge.cos.line",
                        "It points along the line that lies closest to all samples, as its code may also read the child"
                                + " (cosine with the child, every seed).",
                        LEAST_SQUARES),
                Band.around(ParentAndChild.bestLine(Hedging.CHILD), COSINE_TOLERANCE),
                each(setting, run -> run.parents().child()));
        verdicts.every(
                new Statement(
                        "hedge.cos.follows",
                        "It does so for chances of the child given the parent from 0.1 to 0.8 (difference of cosines, every"
                                + " chance and seed).",
                        LEAST_SQUARES),
                Band.around(0, COSINE_TOLERANCE),
                Hedging.sweep(runs, Relation.HIERARCHICAL).stream()
                        .mapToDouble(run -> run.parents().child()
                                - ParentAndChild.bestLine(run.setting().child()))
                        .toArray());
    }

    private void judgeAbsorption() {
        Setting setting = Setting.of(Relation.HIERARCHICAL, Hedging.CHILD).withLatents(2);
        verdicts.every(
                new Statement(
                        "hedge.absorb",
                        "With two latents the child's takes the whole parent in: its direction is parent + child (cosine with"
                                + " the parent, every seed; value and tolerance are ours).",
                        Hedging.NOTEBOOK),
                Band.around(Math.sqrt(0.5), COSINE_TOLERANCE),
                each(setting, run -> run.childs().parent()));
        verdicts.every(
                new Statement(
                        "hedge.absorb.silent",
                        "The parent's latent then falls silent where the child is on (its code there, every seed; the"
                                + " threshold is ours).",
                        Hedging.NOTEBOOK),
                Band.atMost(0.05),
                each(setting, run -> run.parents().onBoth()));
    }

    private void judgeControls() {
        Setting independent = Setting.of(Relation.INDEPENDENT, Hedging.CHILD);
        Setting hierarchical = Setting.of(Relation.HIERARCHICAL, Hedging.CHILD);
        verdicts.every(
                new Statement(
                        "hedge.control.independent",
                        "Where the child does not need the parent, the latent does not mix it in (cosine, every seed).",
                        CONTROL),
                Band.around(0, 0.05),
                each(independent, run -> run.parents().child()));
        verdicts.every(
                new Statement(
                        "hedge.control.absorb",
                        "Where the child does not need the parent, two latents are one feature each (cosine of the child's"
                                + " with the parent, every seed).",
                        CONTROL),
                Band.around(0, 0.05),
                each(independent.withLatents(2), run -> run.childs().parent()));
        verdicts.every(
                new Statement(
                        "hedge.control.bias",
                        "The squared error asks for the bias, not the penalty: without the penalty it reaches as far along"
                                + " an independent child (every seed).",
                        CONTROL),
                Band.around(Hedging.CHILD, BIAS_TOLERANCE),
                each(independent.withoutPenalty(), run -> run.kept().bias().child()));
        verdicts.every(
                new Statement(
                        "hedge.control.cos",
                        "The squared error asks for the mixing, not the penalty: without the penalty the latent points along"
                                + " the same line (cosine with a child that needs the parent, every seed).",
                        CONTROL),
                Band.around(ParentAndChild.bestLine(Hedging.CHILD), COSINE_TOLERANCE),
                each(hierarchical.withoutPenalty(), run -> run.parents().child()));
    }
}
