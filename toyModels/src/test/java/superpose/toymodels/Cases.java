package superpose.toymodels;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.ops.transforms.Transforms;
import superpose.data.Density;
import superpose.data.Importance;
import superpose.data.Matrix;
import superpose.data.SampleStream;
import superpose.data.Seed;
import superpose.data.SparseFeatures;

/** Models, worlds and networks that several tests look at. */
final class Cases {

    private Cases() {}

    static Stream<BottleneckArchitecture> architectures() {
        List<BottleneckArchitecture> all = new ArrayList<>();
        for (Activation hidden : Activation.values()) {
            for (Activation output : Activation.values()) {
                for (Tying tying : Tying.values()) {
                    for (Target target : Target.values()) {
                        all.add(new BottleneckArchitecture(hidden, output, tying, target));
                    }
                }
            }
        }
        return all.stream();
    }

    /** Instances of different densities and importances, with samples of both signs where the target asks for them. */
    static List<InstanceSetup> setups(BottleneckModel model, Seed seed) {
        List<InstanceSetup> setups = setups(model.shape(), seed);
        return switch (model.architecture().target()) {
            case IDENTITY -> setups;
            case ABSOLUTE ->
                setups.stream()
                        .map(setup -> new InstanceSetup(
                                signed(setup.stream(), setup.seed()), setup.importance(), setup.seed()))
                        .toList();
        };
    }

    /** Gives every value a sign at random. */
    static SampleStream signed(SampleStream stream, Seed seed) {
        RandomGenerator signs = seed.child("signs").generator();
        return into -> {
            stream.next(into);
            for (int i = 0; i < into.length; i++) {
                into[i] = signs.nextBoolean() ? into[i] : -into[i];
            }
        };
    }

    /** What a model should make of rows of samples. */
    static INDArray labels(Target target, INDArray rows) {
        return switch (target) {
            case IDENTITY -> rows;
            case ABSOLUTE -> Transforms.abs(rows, true);
        };
    }

    /** Instances of different densities and importances. */
    static List<InstanceSetup> setups(BottleneckShape shape, Seed seed) {
        List<InstanceSetup> setups = new ArrayList<>();
        for (int i = 0; i < shape.instances(); i++) {
            SparseFeatures world = SparseFeatures.uniform(shape.features(), new Density(1.0 / (1 + i)))
                    .withImportance(Importance.geometric(shape.features(), 0.9 - 0.1 * i));
            setups.add(InstanceSetup.in(world, seed.child(i)));
        }
        return setups;
    }

    /** A network whose gradients can be looked at: plain descent at rate 1, biases away from 0. */
    static MultiLayerNetwork network(DataType type, BottleneckModel model, List<InstanceSetup> setups) {
        MultiLayerNetwork network = BottleneckNetwork.initialised(
                BottleneckLayer.of(model, setups, Regularization.none()), type, new Sgd(1.0));
        INDArray bias = network.getOutputLayer().getParam(BottleneckParameters.BIAS);
        RandomGenerator generator = new Seed(99).generator();
        for (int i = 0; i < bias.length(); i++) {
            bias.putScalar(new int[] {i / bias.columns(), i % bias.columns()}, generator.nextGaussian() * 0.3);
        }
        return network;
    }

    /** One sample for each instance in a row, [samples, instances * features]. */
    static INDArray rows(DataType type, BottleneckShape shape, double[][][] samples) {
        INDArray rows = Nd4j.create(type, samples[0].length, shape.inputs());
        for (int instance = 0; instance < samples.length; instance++) {
            for (int sample = 0; sample < samples[instance].length; sample++) {
                for (int i = 0; i < shape.features(); i++) {
                    rows.putScalar(new int[] {sample, instance * shape.features() + i}, samples[instance][sample][i]);
                }
            }
        }
        return rows;
    }

    /** Draws samples for every instance, [instances, samples, features]. */
    static double[][][] draw(BottleneckShape shape, List<InstanceSetup> setups, int samples) {
        double[][][] drawn = new double[shape.instances()][samples][shape.features()];
        float[] values = new float[samples * shape.features()];
        for (int instance = 0; instance < drawn.length; instance++) {
            setups.get(instance).stream().next(values);
            for (int i = 0; i < values.length; i++) {
                drawn[instance][i / shape.features()][i % shape.features()] = values[i];
            }
        }
        return drawn;
    }

    /** The reference for one instance, at the parameters that a network has now. */
    static ReferenceBottleneck reference(MultiLayerNetwork network, int instance) {
        TrainedBottleneck now = new TrainedBottleneck(network);
        int features = now.model().shape().features();
        double[] importance = new double[features];
        double[] bias = new double[features];
        for (int i = 0; i < features; i++) {
            importance[i] = now.importance(instance).of(i);
            bias[i] = now.bias(instance)[i];
        }
        double[][][] weights = {
            doubles(now.directions(instance).matrix()),
            doubles(now.decoder(instance).matrix())
        };
        return new ReferenceBottleneck(now.model().architecture(), importance, weights, bias);
    }

    static double[][] doubles(Matrix matrix) {
        double[][] values = new double[matrix.rows()][matrix.columns()];
        for (int row = 0; row < matrix.rows(); row++) {
            for (int column = 0; column < matrix.columns(); column++) {
                values[row][column] = matrix.get(row, column);
            }
        }
        return values;
    }
}
