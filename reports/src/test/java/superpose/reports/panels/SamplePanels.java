package superpose.reports.panels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import superpose.analysis.detection.Auroc;
import superpose.analysis.detection.GroupBootstrap;
import superpose.analysis.detection.NeuronAurocs;
import superpose.analysis.statistics.Interval;
import superpose.analysis.units.LogitEffect;
import superpose.analysis.units.NeuronNeighbours;
import superpose.analysis.units.Unembedding;
import superpose.analysis.units.UnitScores;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.HeldOutScores;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.io.ArrayFiles;
import superpose.data.io.RowIndex;
import superpose.data.io.StoredArray;
import superpose.probes.linear.LinearProbe;
import superpose.probes.linear.MeanDifferenceTrainer;
import superpose.probes.linear.TrainingActivations;
import superpose.probes.model.TextTokenizer;
import superpose.reports.examples.ExamplePlan;
import superpose.reports.examples.KnownRows;
import superpose.reports.examples.RowLabels;
import superpose.reports.examples.RowPictures;
import superpose.reports.examples.TokenWords;
import superpose.reports.pages.Headline;
import superpose.reports.pages.Page;
import superpose.reports.pages.Provenance;
import superpose.reports.pages.Section;

/** A page of panels about a real language model and real images, to look at. */
final class SamplePanels {

    private SamplePanels() {}

    /** Writes the page: the folder with the language model, the folder with the images, the file to write. */
    public static void main(String[] arguments) throws IOException {
        Path lm = Path.of(arguments[0]);
        try (TextTokenizer tokenizer = TextTokenizer.open(lm.resolve("tokenizer.json"))) {
            Page page = new Page(
                    new Headline("What single neurons read", "Panels about neurons, probes and images, to look at."),
                    List.of(),
                    List.of(
                            neurons(lm, TokenWords.of(tokenizer)),
                            probes(lm, TokenWords.of(tokenizer)),
                            plain(lm),
                            images(Path.of(arguments[1]))),
                    Provenance.empty());
            Files.writeString(Path.of(arguments[2]), page.html());
        }
    }

    private static Section neurons(Path lm, TokenWords words) throws IOException {
        Matrix activations = activations(lm, "blocks.1.mlp.hook_post");
        RowIndex index = index(lm);
        Concept number = concept(lm, "number_word");
        double[] aurocs = NeuronAurocs.of(activations, number);
        int best = 0;
        for (int neuron = 1; neuron < aurocs.length; neuron++) {
            best = aurocs[neuron] > aurocs[best] ? neuron : best;
        }
        int[] chosen = {best, 7};
        UnitScores scores = UnitScores.ofNeurons(activations, chosen);
        List<Optional<RowLabels>> labels = List.of(Optional.of(RowLabels.of(number)), Optional.empty());
        UnitSurvey survey = UnitSurvey.of(scores, new KnownRows(index, labels), ExamplePlan.forNeurons(), 0);
        NeuronNeighbours neighbours = NeuronNeighbours.of(scores, activations, 20_000);
        Matrix out = ArrayFiles.activations(lm.resolve("model.safetensors"), "h.1.mlp.c_proj.weight")
                .values();
        Section section = Section.titled("Neurons of an MLP");
        List<UnitRow> rows = new ArrayList<>();
        for (int unit = 0; unit < chosen.length; unit++) {
            RowLooks looks = new RowLooks.Tokens(index, words);
            UnitPanel panel = UnitPanel.of(
                    "blocks.1.mlp.hook_post, neuron " + chosen[unit],
                    "A unit of the second MLP.",
                    looks,
                    labels.get(unit));
            if (unit == 0) {
                panel = panel.reading(new UnitReading("number_word", new Interval(aurocs[best], 0.95, 0.97)));
            }
            panel = panel.survey(survey, unit)
                    .neighbours(neighbours.nearest(unit, 5, out.row(chosen[unit]), out))
                    .logits(
                            LogitEffect.of(unembedding(lm), out.row(chosen[unit]), 10),
                            words,
                            "Through the output weights of the neuron, as if no layer came after it; up to a positive factor.");
            section = section.add(panel.panel());
            rows.add(new UnitRow(
                    "neuron " + chosen[unit],
                    survey.activity(unit),
                    new UnitReading("number_word", new Interval(aurocs[chosen[unit]], 0.4, 0.99)),
                    new UnitRow.Selectivity(0.01, 2)));
        }
        return section.table("Units.", UnitTables.units("units", UnitRow.mostTellingFirst(rows)));
    }

    private static Section probes(Path lm, TokenWords words) throws IOException {
        Matrix activations = activations(lm, "blocks.2.hook_resid_post");
        Concept concept = concept(lm, "in_capitalised_word");
        LinearProbe probe = new MeanDifferenceTrainer().fit(TrainingActivations.of(activations), concept);
        UnitScores scores =
                UnitScores.ofDirections(activations, probe.direction().matrix(), probe.intercept());
        RowIndex index = index(lm);
        List<Optional<RowLabels>> labels = List.of(Optional.of(RowLabels.of(concept)));
        UnitSurvey survey = UnitSurvey.of(scores, new KnownRows(index, labels), ExamplePlan.forProbes(), 0);
        Interval auroc = Auroc.of(
                HeldOutScores.of(probe.score(activations), concept, Groups.each(activations.rows())),
                new GroupBootstrap(100, 0.95, new Seed(1)));
        UnitPanel panel = UnitPanel.of(
                        "blocks.2.hook_resid_post, probe in_capitalised_word",
                        "The difference of the means.",
                        new RowLooks.Tokens(index, words),
                        labels.getFirst())
                .reading(new UnitReading("in_capitalised_word", auroc))
                .survey(survey, 0)
                .neighbours(NeuronNeighbours.of(scores, activations, 20_000).nearest(0, 5))
                .logits(
                        LogitEffect.of(
                                unembedding(lm), probe.direction().matrix().row(0), 10),
                        words,
                        "");
        return Section.titled("A probe").add(panel.panel());
    }

    private static Section plain(Path lm) throws IOException {
        Matrix activations = activations(lm, "blocks.0.hook_resid_pre").rows(0, 2000);
        UnitScores scores = UnitScores.ofNeurons(activations, 3);
        RowIndex index = RowIndex.ofSingleRows("rows", 2000);
        UnitSurvey survey = UnitSurvey.of(scores, KnownRows.unlabelled(index, 1), ExamplePlan.forNeurons(), 0);
        return Section.titled("Rows of which nothing is known")
                .add(UnitPanel.of("neuron 3", "", new RowLooks.Tokens(index, TokenWords.ids()), Optional.empty())
                        .survey(survey, 0)
                        .panel());
    }

    private static Section images(Path folder) throws IOException {
        StoredArray array = ArrayFiles.array(folder.resolve("mnist-images-idx3-ubyte.gz"));
        RowPictures pictures = RowPictures.of(array);
        Matrix digits =
                ArrayFiles.array(folder.resolve("mnist-labels-idx1-ubyte.gz")).matrix();
        boolean[] present = new boolean[pictures.count()];
        double[] scores = new double[pictures.count()];
        Matrix pixels = array.matrix();
        for (int image = 0; image < scores.length; image++) {
            present[image] = digits.get(image, 0) == 0;
            double ring = 0;
            for (int y = 8; y < 20; y++) {
                for (int x = 8; x < 20; x++) {
                    boolean centre = x > 11 && x < 16 && y > 11 && y < 16;
                    ring += pixels.get(image, y * 28 + x) / 255 * (centre ? -4 : 1);
                }
            }
            scores[image] = ring;
        }
        RowIndex index = RowIndex.ofSingleRows("images", scores.length);
        List<Optional<RowLabels>> labels = List.of(Optional.of(RowLabels.of(Concept.of("zero", present))));
        UnitSurvey survey =
                UnitSurvey.of(UnitScores.of(scores), new KnownRows(index, labels), ExamplePlan.forProbes(), 0);
        return Section.titled("Images")
                .add(UnitPanel.of(
                                "a ring around a hole",
                                "Bright around the centre, dark in it.",
                                new RowLooks.Images(index, pictures),
                                labels.getFirst())
                        .survey(survey, 0)
                        .panel());
    }

    private static Unembedding unembedding(Path lm) {
        Path file = lm.resolve("model.safetensors");
        return Unembedding.of(
                ArrayFiles.array(file, "wte.weight").matrix(),
                ArrayFiles.array(file, "ln_f.weight").matrix().toArray(),
                Unembedding.Norm.LAYER);
    }

    private static Matrix activations(Path lm, String name) {
        return ArrayFiles.activations(lm.resolve("probe_tasks/activations/" + name + ".npy"))
                .values();
    }

    private static Concept concept(Path lm, String name) throws IOException {
        List<Integer> labels = column(lm, name, 3);
        boolean[] present = new boolean[labels.size()];
        for (int row = 0; row < present.length; row++) {
            present[row] = labels.get(row) == 1;
        }
        return Concept.of(name, present);
    }

    private static RowIndex index(Path lm) throws IOException {
        return RowIndex.of(
                "texts",
                160,
                column(lm, "number_word", 0).stream()
                        .mapToLong(Integer::longValue)
                        .toArray(),
                column(lm, "number_word", 1).stream()
                        .mapToInt(Integer::intValue)
                        .toArray(),
                column(lm, "number_word", 2).stream()
                        .mapToInt(Integer::intValue)
                        .toArray());
    }

    private static List<Integer> column(Path lm, String name, int column) throws IOException {
        List<String> lines = Files.readAllLines(lm.resolve("probe_tasks/" + name + ".csv"));
        return lines.subList(1, lines.size()).stream()
                .map(line -> Integer.valueOf(line.split(",", -1)[column]))
                .toList();
    }
}
