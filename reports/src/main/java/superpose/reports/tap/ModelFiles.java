package superpose.reports.tap;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import superpose.probes.model.Model;
import superpose.probes.model.ModelTensor;
import superpose.probes.model.NetworkModel;
import superpose.probes.model.OnnxModel;
import superpose.probes.model.TensorNames;

/** Opens models, and finds the files that people keep beside them. */
public final class ModelFiles {

    private static final String NAMES = "tensor_names.json";
    private static final String TOKENIZER = "tokenizer.json";

    private ModelFiles() {}

    /** Returns whether a file is a model by its name or content, rather than a file of arrays. */
    public static boolean isModel(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".onnx") || NetworkModel.startsLike(file);
    }

    /**
     * Opens a model.
     *
     * @throws superpose.data.BadInputException if the file is no model, or is damaged
     */
    public static Model open(Path file) {
        return NetworkModel.startsLike(file) ? NetworkModel.open(file) : OnnxModel.open(file);
    }

    /**
     * Returns the names of a model's tensors: with others from the file that is given, or from one beside the model.
     *
     * @param given a JSON file of other names, or nothing
     */
    public static TensorNames names(Model model, List<ModelTensor> tensors, Optional<Path> given) {
        List<String> own = tensors.stream()
                .filter(tensor -> tensor.role() != ModelTensor.Role.INPUT)
                .map(ModelTensor::name)
                .toList();
        return given.or(() -> beside(model, NAMES))
                .map(file -> TensorNames.read(file, own))
                .orElseGet(() -> TensorNames.of(own));
    }

    /** Returns the tokenizer that lies beside a model. */
    static Optional<Path> tokenizer(Model model) {
        return beside(model, TOKENIZER);
    }

    private static Optional<Path> beside(Model model, String name) {
        return Optional.of(model.file().resolveSibling(name)).filter(Files::isRegularFile);
    }
}
