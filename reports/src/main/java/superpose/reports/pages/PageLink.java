package superpose.reports.pages;

import superpose.data.Require;

/**
 * A link to another page of the same run.
 *
 * @param words what stands there
 * @param address relative, such as {@code geometry/report.html}
 */
public record PageLink(String words, String address) implements Block {

    /** Checks that the address stays within the run. */
    public PageLink {
        Require.that(
                address.matches("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*"),
                "a relative address of plain names",
                "'" + address + "'",
                "link within the run's folder");
    }

    Html html() {
        return Html.element("p", Html.element("a", Html.text(words)).with("href", address))
                .with("class", "page-link");
    }
}
