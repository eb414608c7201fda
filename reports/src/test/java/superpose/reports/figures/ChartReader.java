package superpose.reports.figures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads a chart as the browser does: strict JSON. */
final class ChartReader {

    private ChartReader() {}

    static JsonNode json(Chart chart) {
        try {
            return new ObjectMapper().readTree(chart.json());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static List<JsonNode> traces(Chart chart) {
        return StreamSupport.stream(json(chart).get("data").spliterator(), false)
                .toList();
    }

    static JsonNode named(JsonNode figure, String name) {
        for (JsonNode trace : figure.get("data")) {
            if (trace.path("name").asText().equals(name)) {
                return trace;
            }
        }
        throw new AssertionError("no trace named " + name);
    }

    static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.asText()));
        return texts;
    }
}
