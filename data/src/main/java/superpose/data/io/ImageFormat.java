package superpose.data.io;

import java.util.Arrays;

/** The kinds of image files that are read, told by how they begin. */
enum ImageFormat {
    PNG("\u0089PNG\r\n\u001A\n"),
    JPEG("\u00FF\u00D8\u00FF"),
    GIF("GIF8"),
    BMP("BM");

    /** The first bytes, a character each. */
    private final String magic;

    ImageFormat(String magic) {
        this.magic = magic;
    }

    /** Returns whether a file is of any kind that is read. */
    static boolean isAny(FileBytes bytes) {
        return Arrays.stream(values()).anyMatch(format -> format.begins(bytes));
    }

    private boolean begins(FileBytes bytes) {
        return bytes.startsWith(magic.chars().toArray());
    }

    /** Returns the kind of a file. */
    static ImageFormat of(FileBytes bytes) {
        return Arrays.stream(values())
                .filter(format -> format.begins(bytes))
                .findFirst()
                .orElseThrow(() -> bytes.bad(
                        "a PNG, JPEG, GIF or BMP image", "another file", "move it elsewhere or save it as PNG"));
    }
}
