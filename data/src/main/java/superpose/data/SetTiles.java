package superpose.data;

/** Tiles of features that come in sets, see {@link Occurrence}. */
final class SetTiles implements TileDraw {

    private static final int TILE = SampleStream.TILE;

    private final UniformDraws draws;
    private final Occurrence occurrence;
    private final int size;
    private final float[] chances;
    private final float scale;
    private final float shift;

    /** A row of numbers that decide whether a set is on. */
    private final float[] decisions = new float[TILE];

    /** Values for every member of a set, [size, TILE]. */
    private final float[] values;

    SetTiles(UniformDraws draws, Occurrence occurrence, int size, double[] chances, ValueRange range) {
        this.draws = draws;
        this.occurrence = occurrence;
        this.size = size;
        this.chances = new float[chances.length];
        for (int set = 0; set < chances.length; set++) {
            this.chances[set] = (float) chances[set];
        }
        scale = (float) range.width();
        shift = (float) range.lowest();
        values = new float[size * TILE];
    }

    @Override
    public void into(float[] tile, int start) {
        for (int set = 0; set < chances.length; set++) {
            draws.uniforms(decisions, 1);
            draws.uniforms(values, size);
            for (int member = 0; member < size; member++) {
                fill(tile, start + (set * size + member) * TILE, set, member);
            }
        }
    }

    private void fill(float[] tile, int start, int set, int member) {
        for (int sample = 0; sample < TILE; sample++) {
            boolean on = decisions[sample] < chances[set] && isChosen(member, decisions[sample] / chances[set]);
            tile[start + sample] = on ? scale * values[member * TILE + sample] + shift : 0;
        }
    }

    /** Given that a set is on, its decision divided by its chance is uniform again, and picks one of exclusive members. */
    private boolean isChosen(int member, float uniform) {
        return occurrence == Occurrence.CORRELATED || member == Math.min(size - 1, (int) (uniform * size));
    }
}
