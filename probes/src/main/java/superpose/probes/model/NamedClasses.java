package superpose.probes.model;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.distribution.Distribution;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.variational.ReconstructionDistribution;
import org.deeplearning4j.nn.conf.weightnoise.IWeightNoise;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.embeddings.EmbeddingInitializer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.core.JsonFactory;
import org.nd4j.shade.jackson.core.JsonParser;
import org.nd4j.shade.jackson.core.JsonToken;
import superpose.data.BadInputException;
import superpose.data.Require;

/**
 * The classes that a network's configuration names.
 *
 * <p>A configuration comes from outside and says by name of which classes it is made; Jackson loads and initialises every
 * class that it finds at such a place, before it asks whether the class belongs there. So each text of a configuration is
 * looked at first, wherever it stands (Jackson takes a class name also as the head of a list): one that is the name of a
 * class must be a part of networks as DL4J knows them, which are bags of numbers with setters. Classes are looked up
 * without being initialised.
 */
final class NamedClasses {

    private static final String KEY = "@class";

    /** DL4J's own configurations nest about ten deep; Jackson reads objects by recursion. */
    private static final int DEEPEST = 100;

    private static final List<Class<?>> PARTS = List.of(
            Layer.class,
            GraphVertex.class,
            InputPreProcessor.class,
            InputType.class,
            IActivation.class,
            ILossFunction.class,
            IUpdater.class,
            ISchedule.class,
            Regularization.class,
            IDropout.class,
            IWeightNoise.class,
            IWeightInit.class,
            EmbeddingInitializer.class,
            LayerConstraint.class,
            Distribution.class,
            ReconstructionDistribution.class);

    private NamedClasses() {}

    /**
     * Checks a configuration and returns the names of its outermost fields.
     *
     * @param origin the file, for messages
     * @throws BadInputException if the text is no JSON object, or names a class that is no part of a network or is not there
     */
    static Set<String> check(String origin, String json) {
        Set<String> fields = new HashSet<>();
        Set<String> seen = new HashSet<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                Require.that(
                        depth <= DEEPEST,
                        "a configuration nested at most " + DEEPEST + " deep in " + origin,
                        "a deeper one",
                        "the file is damaged");
                if (token == JsonToken.FIELD_NAME && depth == 1) {
                    fields.add(parser.currentName());
                } else if (token == JsonToken.VALUE_STRING && seen.add(parser.getText())) {
                    check(origin, parser.getText(), KEY.equals(parser.currentName()));
                }
            }
        } catch (IOException e) {
            throw new BadInputException(
                    "a configuration in JSON in " + origin,
                    "damaged text (" + Dl4jMessage.of(e) + ")",
                    "save the network again");
        }
        return fields;
    }

    private static void check(String origin, String text, boolean mustBeClass) {
        // Jackson also takes type parameters, as in java.util.List<java.io.File>, and loads them all.
        int parameters = text.indexOf('<');
        String name = (parameters < 0 ? text : text.substring(0, parameters)).strip();
        Optional<Class<?>> found = lookUp(name);
        Require.that(
                found.isPresent() || !mustBeClass,
                "a network of classes that are on the class path in " + origin,
                Dl4jMessage.quoted(text),
                "add the jar that holds this class to the class path");
        Require.that(
                found.isEmpty() || (parameters < 0 && isPart(found.get())),
                "a network made of layers and their parts in " + origin,
                "the class " + Dl4jMessage.quoted(text),
                "do not open files that you do not trust");
    }

    private static boolean isPart(Class<?> type) {
        return PARTS.stream().anyMatch(part -> part.isAssignableFrom(type));
    }

    /** Looks where Jackson looks, in the same order. */
    private static Optional<Class<?>> lookUp(String name) {
        return Stream.of(Thread.currentThread().getContextClassLoader(), NamedClasses.class.getClassLoader())
                .flatMap(loader -> lookUp(name, loader).stream())
                .findFirst();
    }

    private static Optional<Class<?>> lookUp(String name, ClassLoader loader) {
        try {
            return Optional.of(Class.forName(name, false, loader));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }
}
