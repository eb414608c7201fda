package superpose.reports.examples;

import java.util.List;
import superpose.data.BadInputException;
import superpose.data.ElementType;
import superpose.data.Matrix;
import superpose.data.Require;
import superpose.data.io.StoredArray;
import superpose.reports.pages.PngImage;

/** The images that a model was given, one for each row of its activations, as pictures. */
public final class RowPictures {

    /** Images looked at to learn how dark and how bright numbers get. */
    private static final int SAMPLE = 500;

    private final Matrix values;
    private final Layout layout;
    private final Light light;

    /** How an image lies in an array; every image is [sizes without the first]. */
    private record Layout(int channels, int height, int width, boolean channelsFirst) {

        static Layout of(StoredArray array) {
            List<Long> shape = array.shape();
            List<Integer> sizes = shape.stream().skip(1).map(Math::toIntExact).toList();
            if (sizes.contains(0)) {
                throw wrong(array);
            }
            return switch (sizes.size()) {
                case 1 -> square(sizes.getFirst(), array);
                case 2 -> new Layout(1, sizes.get(0), sizes.get(1), true);
                case 3 -> coloured(sizes, array);
                default -> throw wrong(array);
            };
        }

        private static Layout square(int pixels, StoredArray array) {
            int side = (int) Math.round(Math.sqrt(pixels));
            if (side * side != pixels) {
                throw wrong(array);
            }
            return new Layout(1, side, side, true);
        }

        private static Layout coloured(List<Integer> sizes, StoredArray array) {
            if (isColours(sizes.getFirst())) {
                return new Layout(sizes.get(0), sizes.get(1), sizes.get(2), true);
            }
            if (isColours(sizes.getLast())) {
                return new Layout(sizes.get(2), sizes.get(0), sizes.get(1), false);
            }
            throw wrong(array);
        }

        private static boolean isColours(int channels) {
            return channels == 1 || channels == 3;
        }

        private static BadInputException wrong(StoredArray array) {
            return new BadInputException(
                    "images of shape [images, height, width] with 1 or 3 channels before or behind these, or squares as "
                            + "[images, pixels]",
                    array,
                    "give the images that the activations were computed from");
        }

        int values() {
            return channels * height * width;
        }

        /** Returns where in an image as it is stored a value of the picture lies. */
        int index(int pixel, int channel) {
            return channelsFirst ? channel * height * width + pixel : pixel * channels + channel;
        }
    }

    /** Which number is black and which is white. */
    private record Light(double black, double white) {

        byte of(float value) {
            double share = white > black ? (value - black) / (white - black) : 0;
            return (byte) Math.round(255 * Math.clamp(Double.isNaN(share) ? 0 : share, 0, 1));
        }
    }

    private RowPictures(Matrix values, Layout layout, Light light) {
        this.values = values;
        this.layout = layout;
        this.light = light;
    }

    /**
     * Shows the images of an array. Bytes run from black at 0 to white at 255; of other numbers the lowest among some evenly
     * spaced images is black and the highest white.
     *
     * @param array [images, height, width], with 1 or 3 channels as second or last axis, or [images, pixels] for squares
     * @throws superpose.data.BadInputException if it has another shape
     */
    public static RowPictures of(StoredArray array) {
        Require.that(array.shape().size() >= 2, "an array of images", array, "give one with a first axis of images");
        Layout layout = Layout.of(array);
        Matrix values = array.matrix();
        boolean bytes = array.format().type().elementType().orElse(ElementType.F32) == ElementType.U8;
        return new RowPictures(values, layout, bytes ? new Light(0, 255) : light(values, layout));
    }

    private static Light light(Matrix values, Layout layout) {
        int images = count(values, layout);
        int step = Math.max(1, images / SAMPLE);
        double black = Double.POSITIVE_INFINITY;
        double white = Double.NEGATIVE_INFINITY;
        for (int image = 0; image < images; image += step) {
            for (float value : stored(values, layout, image)) {
                if (Float.isFinite(value)) {
                    black = Math.min(black, value);
                    white = Math.max(white, value);
                }
            }
        }
        return new Light(black, white);
    }

    private static int count(Matrix values, Layout layout) {
        return Math.toIntExact((long) values.rows() * values.columns() / layout.values());
    }

    private static float[] stored(Matrix values, Layout layout, int image) {
        float[] stored = new float[layout.values()];
        int rows = layout.values() / values.columns();
        for (int row = 0; row < rows; row++) {
            values.copyRow(image * rows + row, stored, row * values.columns());
        }
        return stored;
    }

    /** Returns the number of images. */
    public int count() {
        return count(values, layout);
    }

    /** Returns the picture of an image. */
    public PngImage picture(int image) {
        Require.index(image, count(), "image");
        float[] stored = stored(values, layout, image);
        byte[] pixels = new byte[stored.length];
        for (int pixel = 0; pixel < layout.height() * layout.width(); pixel++) {
            for (int channel = 0; channel < layout.channels(); channel++) {
                pixels[pixel * layout.channels() + channel] = light.of(stored[layout.index(pixel, channel)]);
            }
        }
        return PngImage.of(layout.width(), layout.height(), layout.channels(), pixels);
    }
}
