package superpose.probes.dictionary;

/** Picks the k largest positive entries of a row in one pass; of equal entries the one further left wins. */
final class LargestFew {

    private final int[] indices;
    private final float[] values;
    private int size;

    LargestFew(int most) {
        this.indices = new int[most];
        this.values = new float[most];
    }

    int size() {
        return size;
    }

    int index(int place) {
        return indices[place];
    }

    float value(int place) {
        return values[place];
    }

    /** Selects among the entries of a row plus a bias for each column. */
    void select(Block block, int row, float[] bias) {
        size = 0;
        float bar = 0f;
        int at = row * block.columns;
        for (int column = 0; column < block.columns; column++) {
            float value = block.values[at + column] + bias[column];
            if (value > bar) {
                insert(column, value);
                bar = size == values.length ? values[size - 1] : 0f;
            }
        }
    }

    private void insert(int column, float value) {
        int place = size < values.length ? size++ : size - 1;
        for (; place > 0 && values[place - 1] < value; place--) {
            values[place] = values[place - 1];
            indices[place] = indices[place - 1];
        }
        values[place] = value;
        indices[place] = column;
    }
}
