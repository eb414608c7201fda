package superpose.reports.panels;

import java.util.List;
import java.util.Optional;
import superpose.data.io.RowIndex;
import superpose.reports.examples.Example;
import superpose.reports.examples.RowLabels;
import superpose.reports.examples.RowPictures;
import superpose.reports.examples.ScoredRow;
import superpose.reports.examples.TokenWords;
import superpose.reports.pages.ImageExamples;
import superpose.reports.pages.PanelPart;
import superpose.reports.pages.TokenExamples;
import superpose.reports.pages.TokenStrip;
import superpose.reports.pages.TokenTint;

/** How rows are shown as examples: as tokens of texts or by their numbers, or as pictures. */
public sealed interface RowLooks {

    /** Returns which input each row belongs to. */
    RowIndex index();

    /**
     * Makes the part of a panel that shows examples.
     *
     * @param title why they are shown
     * @param tint how scores become colours
     * @param labels marked in the examples, if any
     */
    PanelPart part(String title, List<Example> examples, TokenTint tint, Optional<RowLabels> labels);

    /** Tells whether a row is known to have the label. */
    private static boolean has(Optional<RowLabels> labels, int row) {
        return labels.map(known -> known.has(row)).orElse(false);
    }

    /**
     * Rows that are tokens; a row without a token is shown by its number.
     *
     * @param index which input, position and token each row is
     * @param words how a token is shown
     */
    record Tokens(RowIndex index, TokenWords words) implements RowLooks {

        /** Stands where positions of a text are missing among the rows. */
        private static final String GAP = " … ";

        @Override
        public PanelPart part(String title, List<Example> examples, TokenTint tint, Optional<RowLabels> labels) {
            return new TokenExamples(
                    title,
                    tint,
                    labels.map(RowLabels::name),
                    examples.stream().map(example -> strip(example, labels)).toList());
        }

        private TokenStrip strip(Example example, Optional<RowLabels> labels) {
            List<TokenStrip.Token> tokens = example.window().stream()
                    .map(at -> new TokenStrip.Token(
                            word(example.window().getFirst().row(), at.row()), at.score(), has(labels, at.row())))
                    .toList();
            int row = example.at().row();
            String place =
                    index.token(row).isPresent() ? "text " + index.input(row) + ", token " + index.position(row) : "";
            return new TokenStrip(place, tokens, example.focus());
        }

        private String word(int first, int row) {
            boolean gap = row > first && index.position(row) != index.position(row - 1) + 1;
            String word = index.token(row).isPresent()
                    ? words.word(index.token(row).getAsInt())
                    : (row > first ? " " : "") + "row " + row;
            return gap ? GAP + word : word;
        }
    }

    /**
     * Rows that are images.
     *
     * @param index whose inputs are the images
     * @param pictures of all inputs
     */
    record Images(RowIndex index, RowPictures pictures) implements RowLooks {

        @Override
        public PanelPart part(String title, List<Example> examples, TokenTint tint, Optional<RowLabels> labels) {
            return new ImageExamples(
                    title,
                    tint,
                    examples.stream()
                            .map(example -> picture(example.at(), labels))
                            .toList());
        }

        private ImageExamples.Picture picture(ScoredRow at, Optional<RowLabels> labels) {
            int image = Math.toIntExact(index.input(at.row()));
            return new ImageExamples.Picture(
                    pictures.picture(image), at.score(), "image " + image, has(labels, at.row()));
        }
    }
}
