package superpose.reports.toymodels;

import java.util.List;
import superpose.reports.reproduce.Group;

/** The list of the experiments: a new one is a file of its own and a line here. */
public final class ToyModels {

    /** All experiments, those of the first paper first. */
    public static final Group GROUP = new Group(
            "toy-models",
            "Toy models of superposition, run again and judged",
            List.of(
                    new FeaturesInTwoDimensions(),
                    new BasicResults(),
                    new PhasesOfAFeature(),
                    new Geometry(),
                    new LargerGeometry(),
                    new OneRarerFeature(),
                    new CorrelatedFeatures(),
                    new LearningDynamics(),
                    new AdversarialVulnerability(),
                    new PrivilegedBasis(),
                    new AbsoluteValue(),
                    new CapacityAllocation(),
                    new Memorisation(),
                    new LearningPolygons(),
                    new Monosemanticity(),
                    new IncidentalPolysemanticity(),
                    new Scaling(),
                    new ComputationInSuperposition(),
                    new SparseDictionaries(),
                    new Hedging()));

    private ToyModels() {}
}
