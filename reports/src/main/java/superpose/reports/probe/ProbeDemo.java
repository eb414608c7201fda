package superpose.reports.probe;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import superpose.data.io.ArrayReference;
import superpose.probes.model.Model;
import superpose.probes.model.ModelTensor;
import superpose.probes.model.Tapping;
import superpose.probes.model.TensorNames;
import superpose.reports.example.LanguageModelExample;
import superpose.reports.experiments.Progress;
import superpose.reports.tap.ModelFiles;
import superpose.reports.tap.TapInput;
import superpose.reports.tap.TapJob;

/**
 * The language model that is shipped, run over its own texts: something real to probe without any download.
 *
 * @param folder where its files and its activations are
 */
public record ProbeDemo(Path folder) {

    /** The stream between the blocks, and the neurons of one of them. */
    private static final List<String> TENSORS =
            List.of("blocks.0.hook_resid_pre", "blocks.*.hook_resid_post", "blocks.1.mlp.hook_post");

    private static final int CONTEXT = 128;
    private static final int BATCH = 8;

    /**
     * Writes the model, its texts and labels, and runs it; what is there already is kept.
     *
     * @param threads how many batches of texts run at once
     */
    public static ProbeDemo into(Path folder, Progress progress, int threads) {
        ProbeDemo demo = new ProbeDemo(folder);
        LanguageModelExample.writeInto(folder);
        Model model = ModelFiles.open(demo.model());
        List<ModelTensor> tensors = model.tensors();
        List<TensorNames.Named> taps =
                ModelFiles.names(model, tensors, Optional.empty()).find(TENSORS);
        ArrayReference texts = new ArrayReference(demo.texts(), Optional.empty());
        TapInput input = TapInput.read(
                model,
                tensors,
                new TapInput.Options(texts, Optional.empty(), CONTEXT, Optional.empty(), Optional.empty()));
        Tapping.Settings settings = new Tapping.Settings(BATCH, threads, List.of());
        new TapJob(model, taps, input, settings, Optional.empty()).into(demo.activations(), progress);
        return demo;
    }

    /** Returns the store of activations. */
    public Path activations() {
        return folder.resolve("activations");
    }

    /** Returns the label tables. */
    public List<Path> labels() {
        return LanguageModelExample.files().stream()
                .filter(file -> file.startsWith("labels/"))
                .map(folder::resolve)
                .toList();
    }

    /** Returns the texts that were read. */
    public Path texts() {
        return folder.resolve("texts.jsonl");
    }

    /** Returns what cut the texts into tokens. */
    public Path tokenizer() {
        return folder.resolve("tokenizer.json");
    }

    /** Returns the model. */
    public Path model() {
        return folder.resolve("model.onnx");
    }
}
