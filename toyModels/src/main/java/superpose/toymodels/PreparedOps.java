package superpose.toymodels;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.broadcast.BiasAdd;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.api.ops.impl.scalar.Step;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Native operations that are set up once, on arrays that stay, and run at every step.
 *
 * <p>Setting an operation up costs more than running it at the sizes of toy models; kept ready, a product of small matrices
 * costs about five microseconds.
 */
final class PreparedOps {

    private record Prepared(DynamicCustomOp op, OpContext context) implements Runnable {

        static Prepared of(DynamicCustomOp op) {
            OpContext context = Nd4j.getExecutioner().buildContext();
            context.setInputArrays(op.inputArguments());
            context.setOutputArrays(op.outputArguments());
            context.setBArguments(op.bArgs());
            context.setIArguments(op.iArgs());
            context.setTArguments(op.tArgs());
            return new Prepared(op, context);
        }

        static Prepared of(String name, INDArray result, INDArray... operands) {
            return of(new DynamicCustomOp(name, operands, new INDArray[] {result}));
        }

        @Override
        public void run() {
            Nd4j.getExecutioner().exec(op, context);
        }
    }

    private final List<Runnable> all = new ArrayList<>();

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

    /** Adds {@code result = values}. */
    PreparedOps copy(INDArray values, INDArray result) {
        all.add(Prepared.of("assign", result, result, values));
        return this;
    }

    /** Adds {@code result = left - right}, value by value; the result may be an operand here and below. */
    PreparedOps difference(INDArray left, INDArray right, INDArray result) {
        all.add(Prepared.of("subtract", result, left, right));
        return this;
    }

    /** Adds {@code result = left * right}, value by value. */
    PreparedOps scaled(INDArray left, INDArray right, INDArray result) {
        all.add(Prepared.of("multiply", result, left, right));
        return this;
    }

    /** Adds {@code result = relu(values)}. */
    PreparedOps relu(INDArray values, INDArray result) {
        DynamicCustomOp relu = new DynamicCustomOp("relu", new INDArray[] {values}, new INDArray[] {result});
        double cutoff = 0;
        relu.addTArgument(cutoff);
        all.add(Prepared.of(relu));
        return this;
    }

    /**
     * Adds {@code result = 1} where a value is positive and 0 elsewhere: the derivative of a ReLU.
     *
     * <p>ND4J's own operation for the gradient of a ReLU is many times slower than this and a multiplication.
     */
    PreparedOps isPositive(INDArray values, INDArray result) {
        Step step = new Step(values, result, 0);
        all.add(() -> Nd4j.getExecutioner().exec(step));
        return this;
    }

    /** Adds {@code result = |values|}. */
    PreparedOps absolute(INDArray values, INDArray result) {
        Abs abs = new Abs(values, result);
        all.add(() -> Nd4j.getExecutioner().exec(abs));
        return this;
    }

    /** Runs the operations in the order in which they were added. */
    void run() {
        all.forEach(Runnable::run);
    }
}
