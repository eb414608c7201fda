package superpose.reports.pages;

import java.util.ArrayList;
import java.util.List;

/** Where a page's numbers come from: a list of names and values at its foot. */
public final class Provenance {

    private final List<Entry> entries;

    private record Entry(String name, String value) {}

    private Provenance(List<Entry> entries) {
        this.entries = entries;
    }

    /** An empty list. */
    public static Provenance empty() {
        return new Provenance(List.of());
    }

    /** Returns the list with one entry more. */
    public Provenance with(String name, String value) {
        List<Entry> more = new ArrayList<>(entries);
        more.add(new Entry(name, value));
        return new Provenance(List.copyOf(more));
    }

    Html html() {
        List<Html> parts = new ArrayList<>();
        for (Entry entry : entries) {
            parts.add(Html.element(
                    "div", Html.element("dt", Html.text(entry.name())), Html.element("dd", Html.text(entry.value()))));
        }
        return Html.element(
                "footer",
                Html.element("h2", Html.text("Where these numbers come from")).with("id", "provenance"),
                Html.element("dl", parts).with("class", "provenance"));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }
}
