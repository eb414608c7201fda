package superpose.reports.pages;

import superpose.reports.claims.Verdict;

/** A verdict as a page shows it, with a sign of its own so that colour is never the only difference. */
final class VerdictBadge {

    private VerdictBadge() {}

    /** Returns the sign and the given words in the verdict's colours. */
    static Html of(Verdict verdict, String words) {
        String cssClass = "badge " + verdict.words().replace(' ', '-');
        Html mark = Html.styled("span", "sign", sign(verdict)).with("aria-hidden", "true");
        return Html.element("span", mark, Html.text(words)).with("class", cssClass);
    }

    private static String sign(Verdict verdict) {
        return switch (verdict) {
            case REPRODUCED -> "✓";
            case REFUTED -> "✗";
            case INCONCLUSIVE -> "≈";
            case NOT_RUN -> "○";
        };
    }
}
