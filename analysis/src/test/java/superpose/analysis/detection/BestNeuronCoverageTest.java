package superpose.analysis.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import superpose.analysis.detection.Coverage.Measure;
import superpose.analysis.detection.Coverage.Range;
import superpose.data.Seed;

/** Whether the corrected score of the best neuron is without bias and its interval holds what the chosen neurons are worth. */
@Tag("slow")
class BestNeuronCoverageTest {

    /** Many neurons that know nothing: the choice is another in every half, and the rule for the variance is too careful. */
    private static final Range MANY_NEURONS = new Range(0.93, 0.985);

    @Test
    void intervalsOfSingleRowsCover() {
        Coverage coverage = new Coverage();
        for (int neurons : new int[] {1, 2, 8}) {
            add(coverage, new NeuronWorld(300, 0.2, 0, neurons, 0, 0, 0), Range.USUAL);
        }
        for (int neurons : new int[] {64, 256}) {
            add(coverage, new NeuronWorld(300, 0.2, 0, neurons, 0, 0, 0), MANY_NEURONS);
            add(coverage, new NeuronWorld(300, 0.2, 0, neurons, 3, 0.4, 0), MANY_NEURONS);
        }
        for (int neurons : new int[] {8, 64}) {
            add(coverage, new NeuronWorld(600, 0.1, 0, neurons, 5, 0.6, 0), Range.USUAL);
            add(coverage, new NeuronWorld(600, 0.1, 0, neurons, 1, 1.5, 0), Range.USUAL);
            add(coverage, new NeuronWorld(400, 0.3, 0, neurons, neurons, 0.6, 0), Range.USUAL);
            add(coverage, new NeuronWorld(400, 0.3, 0, neurons, neurons, 1.5, 0), Range.USUAL);
        }
        add(coverage, new NeuronWorld(300, 0.2, 0, 8, 3, 0.4, 0), Range.USUAL);
        add(coverage, new NeuronWorld(300, 0.2, 0, 8, 0, 0, 0.5), Range.USUAL);
        add(coverage, new NeuronWorld(400, 0.3, 0, 8, 8, 0.6, 0.5), Range.USUAL);
        finish(coverage);
    }

    @Test
    void intervalsOfGroupsCover() {
        Coverage coverage = new Coverage();
        for (int neurons : new int[] {1, 8}) {
            add(coverage, new NeuronWorld(600, 0.2, 50, neurons, 0, 0, 0), Range.USUAL);
        }
        add(coverage, new NeuronWorld(600, 0.2, 50, 64, 0, 0, 0), MANY_NEURONS);
        add(coverage, new NeuronWorld(600, 0.2, 50, 64, 64, 0.6, 0), MANY_NEURONS);
        for (int neurons : new int[] {8, 64}) {
            add(coverage, new NeuronWorld(600, 0.2, 50, neurons, 3, 0.6, 0), Range.USUAL);
        }
        add(coverage, new NeuronWorld(600, 0.2, 50, 8, 8, 0.6, 0), Range.USUAL);
        add(coverage, new NeuronWorld(600, 0.2, 50, 32, 1, 1.5, 0), Range.USUAL);
        add(coverage, new NeuronWorld(400, 0.2, 20, 8, 3, 0.6, 0), Range.USUAL);
        add(coverage, new NeuronWorld(400, 0.2, 20, 32, 1, 1.5, 0), Range.USUAL);
        // Few groups and many neurons that know nothing: prudent twice.
        add(coverage, new NeuronWorld(400, 0.2, 20, 32, 0, 0, 0), new Range(0.93, 1));
        finish(coverage);
    }

    private static void add(Coverage coverage, NeuronWorld world, Range range) {
        Seed seed = new Seed(9).child(world.toString());
        Measure<NeuronWorld.Drawn> measure =
                new Measure<>("best neuron", NeuronWorld.Drawn::corrected, NeuronWorld.Drawn::truth, range);
        coverage.add(world.toString(), List.of(measure), repeat -> world.draw(seed.child(repeat)));
    }

    private static void finish(Coverage coverage) {
        System.out.println(coverage.table());
        assertEquals(List.of(), coverage.faults());
    }
}
