package superpose.reports.example;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import superpose.data.BadInputException;
import superpose.data.io.AtomicFile;

/**
 * A small language model and labelled texts: a GPT-2 of 4 layers, 128 neurons wide, trained on the King James Bible, its
 * tokenizer and hook names, 160 texts of 128 tokens, and six concepts that every token of them is labelled with.
 *
 * <p>The text is in the public domain; weights and labels are released under CC0 1.0.
 */
public final class LanguageModelExample {

    private static final List<String> FILES = List.of(
            "README.md",
            "model.onnx",
            "tensor_names.json",
            "tokenizer.json",
            "texts.jsonl",
            "labels/begins_word.csv",
            "labels/in_capitalised_word.csv",
            "labels/lord_earlier_in_verse.csv",
            "labels/new_testament.csv",
            "labels/next_char_punctuation.csv",
            "labels/number_word.csv");

    private LanguageModelExample() {}

    /** Returns the files' names, with folders. */
    public static List<String> files() {
        return FILES;
    }

    /**
     * Writes all files into a folder, which is made where it is not there.
     *
     * @throws BadInputException if a file of such a name is there and differs, which is then left as it is
     */
    public static void writeInto(Path folder) {
        for (String file : FILES) {
            byte[] content = content(file);
            Path target = folder.resolve(file);
            if (Files.exists(target)) {
                requireSame(target, content);
            } else {
                write(target, content);
            }
        }
    }

    private static void write(Path target, byte[] content) {
        try {
            Files.createDirectories(target.resolveSibling(""));
        } catch (IOException e) {
            throw new BadInputException(
                    "a folder that can be made: " + target.resolveSibling(""), e, "choose another with --out");
        }
        AtomicFile.write(target, content);
    }

    private static void requireSame(Path target, byte[] content) {
        try {
            if (!Arrays.equals(Files.readAllBytes(target), content)) {
                throw new BadInputException(
                        "a folder without other files of these names",
                        target + ", which differs",
                        "choose another with --out");
            }
        } catch (IOException e) {
            throw new BadInputException("a file that can be read", target + ": " + e, "choose another with --out");
        }
    }

    private static byte[] content(String file) {
        try (InputStream in = Objects.requireNonNull(LanguageModelExample.class.getResourceAsStream(file))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
