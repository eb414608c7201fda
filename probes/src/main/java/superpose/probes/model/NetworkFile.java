package superpose.probes.model;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import superpose.data.BadInputException;
import superpose.data.Require;

/**
 * What is read from the zip in which DL4J's {@code ModelSerializer} keeps a network: its configuration and its parameters.
 *
 * <p>The other entries are never opened: {@code preprocessor.bin}, {@code normalizer.bin} and added objects are serialized
 * Java objects, which could run anything, and {@code updaterState.bin} only matters to training.
 *
 * @param configuration JSON
 * @param coefficients all parameters, [1, parameters]; empty if the network has none
 */
record NetworkFile(String configuration, Optional<INDArray> coefficients) {

    private static final String CONFIGURATION = "configuration.json";
    private static final String COEFFICIENTS = "coefficients.bin";
    private static final String NO_PARAMETERS = "noParams.marker";

    private static final int LONGEST_CONFIGURATION = 1 << 26;

    /** No byte of deflated data stands for more than this many. */
    private static final long DENSEST = 1032;

    /** Tells whether a file is the zip of a network, whole or cut short: the configuration is its first entry. */
    static boolean startsLike(Path file) {
        // Opening a pipe would wait for somebody to write into it.
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(in)) {
            ZipEntry first = zip.getNextEntry();
            return first != null && first.getName().equals(CONFIGURATION);
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Reads a file.
     *
     * @throws BadInputException if it is not there, is no saved network, or is damaged
     */
    static NetworkFile read(Path file) {
        Require.that(
                Files.isRegularFile(file),
                "a network that DL4J saved",
                file + (Files.isDirectory(file) ? ", which is a folder" : ", which is not there"),
                "give the path of its .zip file");
        try (ZipFile zip = new ZipFile(file.toFile())) {
            String configuration = configuration(file, zip);
            return new NetworkFile(configuration, coefficients(file, zip));
        } catch (IOException e) {
            throw new BadInputException(
                    "the whole zip of a network that DL4J saved",
                    file + " (" + Dl4jMessage.of(e) + ")",
                    "check the file, or save or copy it again");
        }
    }

    private static String configuration(Path file, ZipFile zip) throws IOException {
        ZipEntry entry = entry(file, zip, CONFIGURATION);
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] text = in.readNBytes(LONGEST_CONFIGURATION + 1);
            Require.that(
                    text.length <= LONGEST_CONFIGURATION,
                    "a configuration of at most 64 MiB in " + file,
                    "more",
                    "check the file");
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadInputException(
                    "a configuration in UTF-8 in " + file, "other bytes", "save the network again, in UTF-8");
        }
    }

    private static Optional<INDArray> coefficients(Path file, ZipFile zip) throws IOException {
        ZipEntry entry = entry(file, zip, COEFFICIENTS);
        // What an entry says of its own size is as little to be trusted as what its header says.
        long mostBytes = Files.size(file) * DENSEST;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(zip.getInputStream(entry)))) {
            in.mark(1);
            if (in.read() < 0 && zip.getEntry(NO_PARAMETERS) != null) {
                return Optional.empty();
            }
            in.reset();
            return NetworkCoefficients.read(file.toString(), in, mostBytes);
        }
    }

    private static ZipEntry entry(Path file, ZipFile zip, String name) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new BadInputException(
                    "a zip with " + CONFIGURATION + " and " + COEFFICIENTS + ", as DL4J's ModelSerializer writes it",
                    file + " without " + name,
                    "save the network with ModelSerializer.writeModel");
        }
        return entry;
    }
}
