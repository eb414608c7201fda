package superpose.data;

/** Tiles of features that are on independently of each other. */
final class IndependentTiles implements TileDraw {

    private final UniformDraws draws;
    private final float[] chance;
    private final float[] scale;
    private final float shift;

    IndependentTiles(UniformDraws draws, double[] chances, ValueRange range) {
        this.draws = draws;
        chance = new float[chances.length];
        scale = new float[chances.length];
        for (int feature = 0; feature < chances.length; feature++) {
            chance[feature] = (float) chances[feature];
            scale[feature] = (float) (range.width() / chances[feature]);
        }
        shift = (float) range.lowest();
    }

    @Override
    public void into(float[] tile, int start) {
        draws.sparse(tile, start, chance, scale, shift);
    }
}
