package superpose.reports.pages;

import java.util.ArrayList;
import java.util.List;
import superpose.data.Require;
import superpose.reports.figures.Chart;
import tech.tablesaw.api.Table;

/**
 * A part of a page under its own heading.
 *
 * @param title the heading, which also stands in the table of contents
 * @param blocks what the section holds, in order
 */
public record Section(String title, List<Block> blocks) {

    /** Checks the heading and copies the list. */
    public Section {
        Require.that(!title.isBlank(), "a section title", "an empty one", "name the section");
        blocks = List.copyOf(blocks);
    }

    /** A section that holds nothing yet. */
    public static Section titled(String title) {
        return new Section(title, List.of());
    }

    /** Returns the section with one block more. */
    public Section add(Block block) {
        List<Block> more = new ArrayList<>(blocks);
        more.add(block);
        return new Section(title, more);
    }

    /** Returns the section with paragraphs added; see {@link Prose}. */
    public Section prose(String words) {
        return add(new Prose(words));
    }

    /** Returns the section with a chart added. */
    public Section chart(Chart chart) {
        return add(new ChartBlock(chart));
    }

    /** Returns the section with a table added. */
    public Section table(String caption, Table table) {
        return add(DataTable.of(caption, table));
    }

    /** Returns the section with claims added. */
    public Section claims(List<ClaimRow> rows) {
        return add(new ClaimBoard(rows));
    }

    /** Returns the section with a link to another file of the run added. */
    public Section link(String words, String address) {
        return add(new PageLink(words, address));
    }

    Html html(String id, Numbering ids) {
        List<Html> parts = new ArrayList<>();
        parts.add(Html.element("h2", Html.text(title)).with("id", id));
        blocks.forEach(block -> parts.add(html(block, ids)));
        return Html.element("section", parts).with("aria-labelledby", id);
    }

    private static Html html(Block block, Numbering ids) {
        return switch (block) {
            case Prose prose -> prose.html();
            case ChartBlock chart -> chart.html(ids);
            case DataTable table -> table.html(ids);
            case ClaimBoard claims -> claims.html();
            case PageLink link -> link.html();
            case FeaturePanel panel -> panel.html(ids);
        };
    }
}
