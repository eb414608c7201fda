package superpose.reports.pages;

import superpose.data.Require;

/**
 * What a page is about, and its answer.
 *
 * @param title the question, or the name of the study
 * @param answer the answer in one sentence
 */
public record Headline(String title, String answer) {

    /** Checks that neither is empty. */
    public Headline {
        Require.that(!title.isBlank(), "a page title", "an empty one", "say what the page is about");
        Require.that(!answer.isBlank(), "an answer under '" + title + "'", "an empty one", "give one sentence");
    }
}
