package superpose.probes.model;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedSet;
import superpose.data.BadInputException;
import superpose.data.Require;

/**
 * What is read from an ONNX file, once what would harm is checked, before anything else looks at it.
 *
 * @param model the protobuf
 * @param weightFiles the files beside it that hold some of its weights
 */
record OnnxFile(ModelProto model, SortedSet<Path> weightFiles) {

    /** No message of protobuf is larger; larger models keep their weights in files of their own. */
    private static final long LARGEST = Integer.MAX_VALUE;

    OnnxFile {
        weightFiles = Collections.unmodifiableSortedSet(weightFiles);
    }

    /**
     * Reads a model.
     *
     * @throws BadInputException if the file is no ONNX model, is damaged, or asks for files outside its folder
     */
    static OnnxFile read(Path file) {
        Require.that(
                Files.isRegularFile(file),
                "an ONNX model",
                file + (Files.isDirectory(file) ? ", which is a folder" : ", which is not there"),
                "give the path of a .onnx file");
        ModelProto model;
        try {
            Require.that(
                    Files.size(file) <= LARGEST,
                    "an ONNX file of at most 2 GiB",
                    Files.size(file) + " bytes in " + file,
                    "export the weights as external data");
            model = parse(file);
        } catch (InvalidProtocolBufferException e) {
            throw bad("an ONNX model", file + ", which is damaged or something else: " + e.getMessage());
        } catch (IOException e) {
            throw bad("an ONNX file that can be read", file + ": " + e.getMessage());
        }
        // An empty file is a protobuf message with nothing in it, and so are some files of other kinds.
        if (model.getGraph().getNodeCount() == 0 || model.getOpsetImportCount() == 0) {
            throw bad(
                    "an ONNX model with operations",
                    file + ", which has " + (model.hasGraph() ? "no operations or no version of them" : "no graph"));
        }
        return new OnnxFile(model, ExternalData.files(file, model.getGraph()));
    }

    private static ModelProto parse(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            CodedInputStream coded = CodedInputStream.newInstance(in);
            coded.setSizeLimit(Integer.MAX_VALUE);
            ModelProto model = ModelProto.parseFrom(coded);
            coded.checkLastTagWas(0);
            return model;
        }
    }

    private static BadInputException bad(String expected, String came) {
        return new BadInputException(expected, came, "check the file, or export or download it again");
    }
}
