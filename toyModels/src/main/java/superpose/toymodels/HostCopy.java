package superpose.toymodels;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.concurrency.AffinityManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies between Java arrays and ND4J arrays in one go, on any back end. */
final class HostCopy {

    private HostCopy() {}

    /**
     * Overwrites an array.
     *
     * @param array float32, row-major and no view. Modified.
     * @param values as many values, row-major
     */
    static void fill(INDArray array, float[] values) {
        array.data().asNioFloat().put(values);
        // A GPU back end keeps a second copy and has to learn that this one is newer.
        Nd4j.getAffinityManager().tagLocation(array, AffinityManager.Location.HOST);
    }

    /** Returns the values of any array, row-major. */
    static float[] read(INDArray array) {
        INDArray copy =
                Nd4j.createUninitialized(DataType.FLOAT, array.shape(), 'c').assign(array);
        float[] values = new float[Math.toIntExact(copy.length())];
        Nd4j.getExecutioner().commit();
        copy.data().asNioFloat().get(values);
        return values;
    }
}
