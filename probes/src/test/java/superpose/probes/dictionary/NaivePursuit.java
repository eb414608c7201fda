package superpose.probes.dictionary;

import java.util.ArrayList;
import java.util.List;
import superpose.data.FeatureDirections;

/** Orthogonal matching pursuit straight from its definition, in float64: an independent reference for the fast one. */
final class NaivePursuit {

    private NaivePursuit() {}

    static double[] encode(FeatureDirections atoms, float[] sample, int active) {
        double[] remainder = new double[sample.length];
        for (int j = 0; j < sample.length; j++) {
            remainder[j] = sample[j];
        }
        List<double[]> basis = new ArrayList<>();
        List<Integer> chosen = new ArrayList<>();
        for (int step = 0; step < active; step++) {
            int best = mostCorrelated(atoms, remainder, chosen);
            chosen.add(best);
            // Gram-Schmidt twice, so that the basis is orthogonal to rounding error.
            double[] direction = widened(atoms.of(best));
            for (int again = 0; again < 2; again++) {
                for (double[] earlier : basis) {
                    subtract(direction, dot(direction, earlier), earlier);
                }
            }
            double length = Math.sqrt(dot(direction, direction));
            for (int j = 0; j < direction.length; j++) {
                direction[j] /= length;
            }
            basis.add(direction);
            subtract(remainder, dot(remainder, direction), direction);
        }
        return coefficients(atoms, widened(sample), basis, chosen);
    }

    /** Solves the triangular system {@code basis^T atoms x = basis^T sample} from the last chosen atom up. */
    private static double[] coefficients(
            FeatureDirections atoms, double[] sample, List<double[]> basis, List<Integer> chosen) {
        double[] code = new double[atoms.features()];
        for (int i = chosen.size() - 1; i >= 0; i--) {
            double sum = dot(basis.get(i), sample);
            for (int later = i + 1; later < chosen.size(); later++) {
                sum -= dot(basis.get(i), widened(atoms.of(chosen.get(later)))) * code[chosen.get(later)];
            }
            code[chosen.get(i)] = sum / dot(basis.get(i), widened(atoms.of(chosen.get(i))));
        }
        return code;
    }

    private static int mostCorrelated(FeatureDirections atoms, double[] remainder, List<Integer> chosen) {
        int best = -1;
        double highest = -1;
        for (int atom = 0; atom < atoms.features(); atom++) {
            double size = Math.abs(dot(widened(atoms.of(atom)), remainder));
            if (size > highest && !chosen.contains(atom)) {
                highest = size;
                best = atom;
            }
        }
        return best;
    }

    private static void subtract(double[] from, double factor, double[] direction) {
        for (int j = 0; j < from.length; j++) {
            from[j] -= factor * direction[j];
        }
    }

    private static double dot(double[] left, double[] right) {
        double sum = 0;
        for (int j = 0; j < left.length; j++) {
            sum += left[j] * right[j];
        }
        return sum;
    }

    private static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        for (int j = 0; j < values.length; j++) {
            wide[j] = values[j];
        }
        return wide;
    }
}
