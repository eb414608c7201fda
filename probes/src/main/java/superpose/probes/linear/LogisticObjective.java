package superpose.probes.linear;

import static smile.linalg.Diag.NON_UNIT;
import static smile.linalg.Order.COL_MAJOR;
import static smile.linalg.Transpose.NO_TRANSPOSE;
import static smile.linalg.Transpose.TRANSPOSE;
import static smile.linalg.UPLO.LOWER;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import smile.linalg.Transpose;
import smile.linalg.blas.cblas_h;
import smile.tensor.DenseMatrix;
import smile.util.function.DifferentiableMultivariateFunction;
import superpose.data.Concept;

/**
 * The penalised logistic loss of a concept, in variables {@code (u, v)} with {@code w = L^-T u} and
 * {@code b = b0 + v / s}.
 *
 * <p>At w = 0 and the intercept {@code b0} that gives every sample the share p of positives, the curvature is
 * {@code I + C p (1 - p) X^T X = L L^T} in w and {@code C p (1 - p) samples = s^2} in b, with nothing between the two as the
 * neurons are centred. So the search starts where the curvature is the identity.
 */
final class LogisticObjective implements DifferentiableMultivariateFunction {

    private final TrainingActivations training;
    private final SampleColumns samples;
    private final Concept concept;
    private final double c;
    private final DenseMatrix factor;
    private final double startIntercept;
    private final double interceptScale;

    /** The point of the last evaluation and what was found there: the search asks for loss and slope one by one. */
    private final double[] lastPoint;

    private final double[] weights;
    private final float[] margins;
    private final float[] residuals;
    private double residualSum;
    private double lastLoss;

    LogisticObjective(TrainingActivations training, Concept concept, double c) {
        this.training = training;
        this.samples = training.columns();
        this.concept = concept;
        this.c = c;
        double share = (double) concept.positives() / concept.samples();
        double curvature = c * share * (1 - share);
        this.factor = training.gram().factor(curvature, 1).lu();
        this.startIntercept = Math.log(share / (1 - share));
        this.interceptScale = Math.sqrt(curvature * concept.samples());
        this.lastPoint = new double[samples.neurons() + 1];
        this.weights = new double[samples.neurons()];
        this.margins = new float[samples.samples()];
        this.residuals = new float[samples.samples()];
        evaluate();
    }

    @Override
    public double f(double[] point) {
        if (!Arrays.equals(point, lastPoint)) {
            System.arraycopy(point, 0, lastPoint, 0, point.length);
            evaluate();
        }
        return lastLoss;
    }

    @Override
    public double g(double[] point, double[] gradient) {
        double loss = f(point);
        double[] slope = new double[weights.length];
        samples.weightedSum(residuals, slope);
        for (int neuron = 0; neuron < slope.length; neuron++) {
            slope[neuron] = weights[neuron] + c * slope[neuron];
        }
        solve(NO_TRANSPOSE, slope);
        System.arraycopy(slope, 0, gradient, 0, slope.length);
        gradient[slope.length] = c * residualSum / interceptScale;
        return loss;
    }

    LinearProbe probe(double[] point) {
        f(point);
        return LinearProbe.of(training.standardization(), weights, intercept());
    }

    private double intercept() {
        return startIntercept + lastPoint[weights.length] / interceptScale;
    }

    private void evaluate() {
        System.arraycopy(lastPoint, 0, weights, 0, weights.length);
        solve(TRANSPOSE, weights);
        float[] direction = new float[weights.length];
        double penalty = 0;
        for (int neuron = 0; neuron < weights.length; neuron++) {
            direction[neuron] = (float) weights[neuron];
            penalty += weights[neuron] * weights[neuron];
        }
        samples.project(direction, margins);
        lastLoss = penalty / 2 + c * logLoss(intercept());
    }

    /** Returns the sum of the log losses in nats, and leaves probability minus label of each sample in the residuals. */
    private double logLoss(double intercept) {
        double sum = 0;
        residualSum = 0;
        for (int sample = 0; sample < margins.length; sample++) {
            double margin = margins[sample] + intercept;
            // The exponent is never positive, so nothing overflows, however far apart the classes are.
            double small = Math.exp(-Math.abs(margin));
            double probability = (margin >= 0 ? 1 : small) / (1 + small);
            boolean present = concept.in(sample);
            sum += Math.log1p(small) + Math.max(0, present ? -margin : margin);
            double residual = probability - (present ? 1 : 0);
            residuals[sample] = (float) residual;
            residualSum += residual;
        }
        return sum;
    }

    /** Solves with L or its transpose. Modified. */
    private void solve(Transpose transpose, double[] vector) {
        cblas_h.cblas_dtrsv(
                COL_MAJOR.blas(),
                LOWER.blas(),
                transpose.blas(),
                NON_UNIT.blas(),
                vector.length,
                factor.memory(),
                factor.ld(),
                MemorySegment.ofArray(vector),
                1);
    }
}
