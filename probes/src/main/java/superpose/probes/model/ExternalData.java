package superpose.probes.model;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import superpose.data.BadInputException;

/**
 * The files beside an ONNX model that hold its larger weights. A model says their names, so a model from a stranger could
 * name any file of the machine: only files in the model's own folder are let through.
 */
final class ExternalData {

    private ExternalData() {}

    /**
     * Returns the files that a model's weights lie in, apart from the model itself, once their names and sizes are checked.
     *
     * @param model the model's file
     * @throws BadInputException if one lies outside the model's folder, is not there, or is cut short
     */
    static SortedSet<Path> files(Path model, GraphProto graph) {
        SortedSet<Path> files = new TreeSet<>();
        for (TensorProto tensor : external(graph)) {
            files.add(requireInside(model, tensor));
        }
        return files;
    }

    private static List<TensorProto> external(GraphProto graph) {
        List<TensorProto> found = new ArrayList<>();
        collect(graph, found);
        return found;
    }

    private static void collect(GraphProto graph, List<TensorProto> found) {
        for (TensorProto tensor : graph.getInitializerList()) {
            collect(tensor, found);
        }
        graph.getSparseInitializerList().forEach(sparse -> {
            collect(sparse.getValues(), found);
            collect(sparse.getIndices(), found);
        });
        for (NodeProto node : graph.getNodeList()) {
            for (AttributeProto attribute : node.getAttributeList()) {
                collect(attribute.getT(), found);
                attribute.getTensorsList().forEach(tensor -> collect(tensor, found));
                collect(attribute.getG(), found);
                attribute.getGraphsList().forEach(inner -> collect(inner, found));
            }
        }
    }

    private static void collect(TensorProto tensor, List<TensorProto> found) {
        if (tensor.getDataLocation() == TensorProto.DataLocation.EXTERNAL || tensor.getExternalDataCount() > 0) {
            found.add(tensor);
        }
    }

    private static Path requireInside(Path model, TensorProto tensor) {
        Map<String, String> entries = new LinkedHashMap<>();
        for (StringStringEntryProto entry : tensor.getExternalDataList()) {
            entries.put(entry.getKey(), entry.getValue());
        }
        String location = entries.getOrDefault("location", "");
        try {
            Path folder = model.toRealPath().resolveSibling("");
            Path file = folder.resolve(location);
            if (location.isEmpty()
                    || Path.of(location).isAbsolute()
                    || !file.normalize().startsWith(folder)) {
                throw outside(model, tensor, location);
            }
            if (!Files.isRegularFile(file)) {
                throw new BadInputException(
                        "the weights " + tensor.getName() + " of " + model + " in " + location,
                        "no such file",
                        "put it beside the model");
            }
            // A link may lead out of the folder even where its name does not.
            if (!file.toRealPath().startsWith(folder)) {
                throw outside(model, tensor, location);
            }
            requireLong(file, tensor, entries);
            return file.normalize();
        } catch (InvalidPathException e) {
            throw outside(model, tensor, location);
        } catch (IOException e) {
            throw new BadInputException(
                    "weights of " + model + " that can be read", location + ": " + e.getMessage(), "check the file");
        }
    }

    private static void requireLong(Path file, TensorProto tensor, Map<String, String> entries) throws IOException {
        long offset = number(tensor, entries, "offset");
        long length = number(tensor, entries, "length");
        long size = Files.size(file);
        if (offset > size || length > size - offset) {
            throw new BadInputException(
                    "bytes " + offset + " to " + (offset + length) + " of " + file + " for the weights "
                            + tensor.getName(),
                    size + " bytes",
                    "the file is cut short or belongs to another model");
        }
    }

    private static long number(TensorProto tensor, Map<String, String> entries, String key) {
        String text = entries.getOrDefault(key, "0");
        try {
            long number = Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as any other text that is no count of bytes.
        }
        throw new BadInputException(
                "a count of bytes as " + key + " of the weights " + tensor.getName(), text, "the model is damaged");
    }

    private static BadInputException outside(Path model, TensorProto tensor, String location) {
        return new BadInputException(
                "weights in the folder of " + model,
                (location.isEmpty() ? "no file" : location) + " for " + tensor.getName(),
                "put them beside the model; files elsewhere are not opened");
    }
}
