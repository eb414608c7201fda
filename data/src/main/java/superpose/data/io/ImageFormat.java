package superpose.data.io;

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

    /** Returns the kind of a file. */
    static ImageFormat of(FileBytes bytes) {
        for (ImageFormat format : values()) {
            if (bytes.startsWith(format.magic.chars().toArray())) {
                return format;
            }
        }
        throw bytes.bad("a PNG, JPEG, GIF or BMP image", "another file", "move it elsewhere or save it as PNG");
    }
}
