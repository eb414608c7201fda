package superpose.analysis.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import superpose.data.Require;

/**
 * Which form of curve a measure follows as models grow: every {@link CurveForm} is fitted and ranked by BIC.
 *
 * <p>A difference in BIC of {@link #DECISIVE} or more decides between two forms; less says that the points cannot tell them
 * apart. Points count as independent: with several seeds give one point for each seed and size, not their mean, and read the
 * ranking together with {@link SmoothOrThreshold}. Sources: Schwarz (1978), "Estimating the dimension of a model"; Hurvich
 * and Tsai (1989), "Regression and time series model selection in small samples".
 */
public final class ModelChoice {

    /** Difference in BIC from which on one form is preferred to another. */
    public static final double DECISIVE = 6;

    private final List<CurveFit> ranked;

    private ModelChoice(List<CurveFit> ranked) {
        this.ranked = ranked;
    }

    /**
     * Fits and ranks all forms.
     *
     * @param lnSizes x, at least six points at four different sizes or more
     * @param values y, one for each: ln loss or ln(1 - AUROC)
     */
    public static ModelChoice of(double[] lnSizes, double[] values) {
        Require.that(lnSizes.length >= 6, "at least 6 points to compare curves", lnSizes.length, "add sizes or seeds");
        return new ModelChoice(Arrays.stream(CurveForm.values())
                .map(form -> CurveFit.of(form, lnSizes, values))
                .sorted(Comparator.comparingDouble(CurveFit::bic))
                .toList());
    }

    /** Returns all fits, lowest BIC first; of equal ones the form with fewer parameters. */
    public List<CurveFit> ranked() {
        return ranked;
    }

    /** Returns the fit with the lowest BIC. */
    public CurveFit best() {
        return ranked.getFirst();
    }

    /** Returns the fit of a form. */
    public CurveFit of(CurveForm form) {
        return ranked.stream()
                .filter(fit -> fit.curve().form() == form)
                .findFirst()
                .orElseThrow();
    }

    /** Returns how much lower the BIC of one form is than another's; from {@link #DECISIVE} on the form is preferred. */
    public double advantage(CurveForm form, CurveForm over) {
        return of(over).bic() - of(form).bic();
    }
}
