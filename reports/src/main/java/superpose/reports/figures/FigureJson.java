package superpose.reports.figures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tech.tablesaw.plotly.components.Figure;

/**
 * Turns the JavaScript that Tablesaw writes for a figure into strict JSON that today's plotly.js reads.
 *
 * <p>Tablesaw 0.44 writes object literals (bare keys, single quotes, numbers in quotes) for plotly.js 1; version 3 no longer
 * takes a title that is a plain string, nor {@code titlefont}.
 */
final class FigureJson {

    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** Attributes whose values are places on an axis. */
    private static final Set<String> PLACES = Set.of("x", "y", "z", "range", "tickvals");

    /** Enough for any screen, and a third of the bytes of a full double. */
    private static final MathContext DIGITS = new MathContext(7);

    private final PlotText words;

    FigureJson(PlotText words) {
        this.words = words;
    }

    /** Returns {@code {data: [...], layout: {...}, config: {...}}}. */
    ObjectNode read(Figure figure) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode data = root.putArray("data");
        for (int trace = 0; trace < figure.getTraces().length; trace++) {
            data.add(parse(figure.getTraces()[trace].asJavascript(trace)));
        }
        root.set("layout", figure.getLayout() == null ? root.objectNode() : parse(asText(figure)));
        return root;
    }

    @SuppressWarnings("deprecation") // Tablesaw offers no other way to the text of a layout.
    private static String asText(Figure figure) {
        return figure.getLayout().asJavascript();
    }

    private ObjectNode parse(String javascript) {
        String literal = javascript.substring(javascript.indexOf('{'), javascript.lastIndexOf('}') + 1);
        try {
            ObjectNode node = (ObjectNode) LENIENT.readTree(literal);
            tidy(node);
            return node;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "Tablesaw wrote a figure that cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private void tidy(ObjectNode node) {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        for (String key : keys) {
            JsonNode value = node.get(key);
            if (value.isNull() || (value.isTextual() && value.textValue().isEmpty())) {
                node.remove(key);
            } else if (key.equals("title") && value.isTextual()) {
                node.putObject("title").put("text", words.resolve(value.textValue()));
            } else {
                node.set(key, tidied(key, value));
            }
        }
        if (node.has("titlefont")) {
            node.withObject("/title").set("font", node.remove("titlefont"));
        }
    }

    private JsonNode tidied(String key, JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                tidy(object);
                yield object;
            }
            case ArrayNode array -> {
                for (int i = 0; i < array.size(); i++) {
                    array.set(i, tidied(key, array.get(i)));
                }
                yield array;
            }
            default -> PLACES.contains(key) ? place(value) : text(value);
        };
    }

    private JsonNode text(JsonNode value) {
        return value.isTextual() ? TextNode.valueOf(words.resolve(unquoted(value.textValue()))) : value;
    }

    /** The templates escape a few of their texts for HTML, colours among them. */
    private static String unquoted(String text) {
        return text.replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&");
    }

    private JsonNode place(JsonNode value) {
        String text = value.asText();
        if (text.equals("null") || text.equals("NaN")) {
            return JsonNodeFactory.instance.nullNode();
        }
        try {
            return number(Double.parseDouble(text));
        } catch (NumberFormatException notANumber) {
            return text(value);
        }
    }

    /** Returns a number without digits nobody can see, or null where it is not finite. */
    static JsonNode number(double value) {
        if (!Double.isFinite(value)) {
            return JsonNodeFactory.instance.nullNode();
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return JsonNodeFactory.instance.numberNode((long) value);
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        return JsonNodeFactory.instance.numberNode(rounded.doubleValue());
    }

    /** Copies every attribute of {@code more} into a node, descending into objects; {@code node} is changed. Modified. */
    static void merge(ObjectNode node, ObjectNode more) {
        for (Map.Entry<String, JsonNode> field : more.properties()) {
            if (node.get(field.getKey()) instanceof ObjectNode inner
                    && field.getValue() instanceof ObjectNode addition) {
                merge(inner, addition);
            } else {
                node.set(field.getKey(), field.getValue());
            }
        }
    }
}
