package superpose.toymodels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import superpose.data.Density;
import superpose.data.Seed;
import superpose.data.SparseFeatures;

/** The geometry run of Elhage et al. (2022): 200 features in 20 hidden units, at five of its twenty densities. */
class GeometryRunTest {

    private static final int HIDDEN = 20;

    /** The authors' own dimensions per feature, from the figure data of their saved notebook. */
    private static final double[][] LEVELS_AND_DIMENSIONS = {
        {0, 1.0033}, {5, 0.5263}, {6, 0.5102}, {7, 0.5052}, {19, 0.1360}
    };

    @Test
    @Tag("slow")
    void dimensionsPerFeatureAreThoseOfTheAuthors() {
        Backend.threads(1);
        List<Density> densities = Density.geometric(1.0 / 20, 20);
        List<InstanceSetup> setups = new ArrayList<>();
        for (double[] level : LEVELS_AND_DIMENSIONS) {
            SparseFeatures world = SparseFeatures.uniform(200, densities.get((int) level[0]));
            setups.add(InstanceSetup.in(world, new Seed(1).child((long) level[0])));
        }
        BottleneckModel model =
                BottleneckModel.of(new BottleneckShape(setups.size(), 200, HIDDEN), BottleneckArchitecture.RELU_OUTPUT);
        TrainedBottleneck trained = new Dl4jTrainer(Recipe.notebook()).fit(model, setups);
        for (int instance = 0; instance < setups.size(); instance++) {
            double squares = 0;
            for (float weight : trained.directions(instance).matrix().toArray()) {
                squares += (double) weight * weight;
            }
            assertEquals(
                    LEVELS_AND_DIMENSIONS[instance][1],
                    HIDDEN / squares,
                    0.005,
                    "level " + LEVELS_AND_DIMENSIONS[instance][0]);
        }
    }
}
