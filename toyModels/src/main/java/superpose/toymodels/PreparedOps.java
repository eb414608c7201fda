package superpose.toymodels;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.broadcast.BiasAdd;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Native operations that are set up once, on arrays that stay, and run at every step.
 *
 * <p>Setting an operation up costs more than running it at the sizes of toy models; kept ready, a product of small matrices
 * costs about five microseconds.
 */
final class PreparedOps {

    private record Prepared(DynamicCustomOp op, OpContext context) {

        static Prepared of(DynamicCustomOp op) {
            OpContext context = Nd4j.getExecutioner().buildContext();
            context.setInputArrays(op.inputArguments());
            context.setOutputArrays(op.outputArguments());
            context.setBArguments(op.bArgs());
            context.setIArguments(op.iArgs());
            context.setTArguments(op.tArgs());
            return new Prepared(op, context);
        }
    }

    private final List<Prepared> all = new ArrayList<>();

    /** Adds {@code result = left right}; the arrays may be views, also transposed ones. */
    PreparedOps product(INDArray left, INDArray right, INDArray result) {
        return product(left, right, result, 0);
    }

    /** Adds {@code result += left right}. */
    PreparedOps addedProduct(INDArray left, INDArray right, INDArray result) {
        return product(left, right, result, 1);
    }

    private PreparedOps product(INDArray left, INDArray right, INDArray result, double share) {
        all.add(Prepared.of(new Mmul(left, right, result, 1, share, MMulTranspose.allFalse())));
        return this;
    }

    /** Adds {@code rows += row} for each row of a matrix. */
    PreparedOps addRow(INDArray rows, INDArray row) {
        all.add(Prepared.of(new BiasAdd(rows, row, rows, false)));
        return this;
    }

    /** Adds {@code values = relu(values)}. */
    PreparedOps relu(INDArray values) {
        DynamicCustomOp relu = new DynamicCustomOp("relu", new INDArray[] {values}, new INDArray[] {values});
        double cutoff = 0;
        relu.addTArgument(cutoff);
        all.add(Prepared.of(relu));
        return this;
    }

    /** Adds {@code gradients = 0} wherever a ReLU is off, that is, wherever its result is not positive. */
    PreparedOps reluGradient(INDArray activated, INDArray gradients) {
        all.add(Prepared.of(
                new DynamicCustomOp("relu_bp", new INDArray[] {activated, gradients}, new INDArray[] {gradients})));
        return this;
    }

    /** Runs the operations in the order in which they were added. */
    void run() {
        for (Prepared prepared : all) {
            Nd4j.getExecutioner().exec(prepared.op, prepared.context);
        }
    }

    /** Returns the columns of one instance in a row of instances, [rows, columns / instances]; a view. */
    static INDArray columns(INDArray rows, int instance, int instances) {
        long width = rows.columns() / instances;
        return rows.get(NDArrayIndex.all(), NDArrayIndex.interval(instance * width, (instance + 1) * width));
    }
}
