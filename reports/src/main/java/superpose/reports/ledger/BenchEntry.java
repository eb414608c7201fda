package superpose.reports.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A row of {@code bench.json}: what we took for a case, what the peer took, and what cannot be beaten.
 *
 * @param name our engine or method and the case, such as {@code simd 20x100x20}; unique in a run
 * @param unit of all three values, such as {@code ms/step}; less is better
 * @param ours what we took
 * @param against what it is compared with
 */
public record BenchEntry(String name, String unit, Ours ours, Against against) {

    /**
     * Our side.
     *
     * @param label what was timed
     * @param value in the row's unit, above 0
     * @param threads that we used
     */
    public record Ours(String label, double value, int threads) {}

    /**
     * The other side.
     *
     * @param label what was timed
     * @param name the peer with its version and threads, or why it has no value
     * @param value in the row's unit, above 0; empty where the peer is absent or failed
     * @param limit in the row's unit: what arithmetic alone would take
     */
    public record Against(String label, String name, Optional<Double> value, double limit) {}

    /** Returns how many times as fast as the peer we are; above 1 we are faster. */
    public Optional<Double> ratio() {
        return against.value().map(peer -> peer / ours.value());
    }

    /** Returns the content of {@code bench.json}: a list of rows. */
    public static String json(List<BenchEntry> entries) {
        ArrayNode rows = Json.MAPPER.createArrayNode();
        entries.forEach(entry -> entry.write(rows.addObject()));
        try {
            return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(rows) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("rows of numbers and words are plain data", e);
        }
    }

    private void write(ObjectNode row) {
        row.put("name", name)
                .put("ours", ours.label())
                .put("peer", against.label())
                .put("unit", unit)
                .put("ours_value", ours.value())
                .put("peer_value", against.value().orElse(null))
                .put("ratio", ratio().orElse(null))
                .put("limit_value", against.limit())
                .put("peer_name", against.name())
                .put("threads", ours.threads());
    }
}
