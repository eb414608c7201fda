package superpose.data.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import superpose.data.BadInputException;
import superpose.data.ElementType;
import superpose.data.Require;

/**
 * Images as arrays: PNG, JPEG, GIF and BMP files, recognised by their content and decoded by the JDK.
 *
 * <p>Grey of a coloured image is its luma after ITU-R BT.601, in the whole numbers of the Python Imaging Library's
 * {@code convert("L")}; the three channels of a grey image are equal. Bytes come as the file holds them: profiles of colour,
 * gamma and the orientation that a camera noted are not applied. Images with transparent pixels are refused (an alpha channel
 * that is opaque everywhere is not), and so are images of more than 8 bits a channel, in CMYK, and animations.
 */
public final class ImageFiles {

    private ImageFiles() {}

    /**
     * Opens an image, or all images of a folder in the order of their names ({@code 10.png} before {@code 2.png}).
     *
     * <p>Folders inside and hidden files are left out. The sizes are checked at once; the pixels are decoded when they are first
     * asked for, into memory outside the heap.
     *
     * @param fileOrFolder an image, or a folder of images of one size
     * @param channels 1 for grey, 3 for red, green and blue in this order
     * @return type U8, [images, channels, height, width], values 0 to 255
     * @throws BadInputException if a file is no image, is damaged, differs in size or is larger than 100,000,000 pixels
     */
    public static StoredArray read(Path fileOrFolder, int channels) {
        Require.that(channels == 1 || channels == 3, "1 or 3 channels", channels, "give 1 for grey or 3 for colours");
        List<Path> files = Files.isDirectory(fileOrFolder) ? files(fileOrFolder) : List.of(fileOrFolder);
        ImageDecoder.Size size = decoder(files.getFirst()).size();
        for (Path file : files) {
            requireSame(size, decoder(file).size(), file, files.getFirst());
        }
        var format = new ArrayFormat(
                StoredType.of(ElementType.U8),
                List.of((long) files.size(), (long) channels, (long) size.height(), (long) size.width()),
                ByteOrder.nativeOrder(),
                ArrayFormat.Axes.ROW_MAJOR);
        String origin = Excerpt.of(fileOrFolder);
        return StoredArray.inFile(
                FileNames.stem(fileOrFolder), origin, format, new Once<>(() -> pixels(files, size, channels, format)));
    }

    /** Returns whether a file is an image by its content, or is a folder, which can only hold images. */
    public static boolean areImages(Path fileOrFolder) {
        return Files.isDirectory(fileOrFolder)
                || (Files.isRegularFile(fileOrFolder) && ImageFormat.isAny(FileBytes.map(fileOrFolder)));
    }

    private static MemorySegment pixels(List<Path> files, ImageDecoder.Size size, int channels, ArrayFormat format) {
        MemorySegment pixels = OffHeap.allocate(format.bytes(), files.size() + " images of " + size);
        long offset = 0;
        for (Path file : files) {
            var decoder = decoder(file);
            var image = new ImagePixels(decoder.bytes(), decoder.image());
            requireSame(size, image.size(), file, files.getFirst());
            image.copy(channels, pixels, offset);
            offset += format.bytes() / files.size();
        }
        return pixels;
    }

    private static ImageDecoder decoder(Path file) {
        return new ImageDecoder(FileBytes.map(file));
    }

    private static void requireSame(ImageDecoder.Size expected, ImageDecoder.Size came, Path file, Path first) {
        Require.that(
                came.equals(expected),
                "images of one size, " + expected + " as " + Excerpt.of(first.getFileName()),
                Excerpt.of(file.getFileName()) + " of " + came,
                "resize the images or move this one elsewhere");
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files = entries.filter(file -> Files.isRegularFile(file)
                            && !String.valueOf(file.getFileName()).startsWith("."))
                    .sorted(Comparator.comparing(file -> String.valueOf(file.getFileName())))
                    .toList();
            Require.that(
                    !files.isEmpty(),
                    "images in a folder",
                    Excerpt.of(folder) + " without files",
                    "name another folder");
            return files;
        } catch (IOException | UncheckedIOException e) {
            throw new BadInputException(
                    "a folder that can be read",
                    Excerpt.of(folder) + " (" + Excerpt.of(e) + ")",
                    "check the permissions");
        }
    }
}
