package superpose.probes.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import superpose.data.Seed;
import superpose.probes.NativeAlgebra;

class WorkersTest {

    private int before;

    @BeforeEach
    void manyThreads() {
        before = NativeAlgebra.threads();
        NativeAlgebra.useThreads(4);
    }

    @AfterEach
    void asBefore() {
        assertEquals(4, NativeAlgebra.threads(), "leases are given back");
        NativeAlgebra.useThreads(before);
    }

    @Test
    void partsAreAddedInTheirOrder() {
        List<Integer> added = new ArrayList<>();
        LongAdder slow = new LongAdder();
        try (Workers workers = Workers.open()) {
            assertEquals(4, NativeAlgebra.threads());
            workers.run(200, () -> new Workers.Worker() {
                private int last = -1;

                @Override
                public void compute(int part) {
                    last = part;
                    // Every third part takes longer, so that later ones have to wait.
                    slow.add(new Seed(part).permutation(part % 3 == 0 ? 10_000 : 1).length);
                }

                @Override
                public void add() {
                    added.add(last);
                }
            });
        }
        assertEquals(IntStream.range(0, 200).boxed().toList(), added);
    }

    @Test
    void everyPartIsDoneOnce() {
        AtomicInteger sum = new AtomicInteger();
        try (Workers workers = Workers.open()) {
            workers.each(1000, part -> sum.addAndGet(part + 1));
            workers.each(0, part -> sum.addAndGet(1_000_000));
        }
        assertEquals(500_500, sum.get());
    }

    @Test
    void aFailureOnAnyThreadEndsAllAndIsReported() {
        try (Workers workers = Workers.open()) {
            for (int bad : new int[] {0, 1, 57, 99}) {
                IllegalStateException failure = assertThrows(
                        IllegalStateException.class,
                        () -> workers.each(100, part -> {
                            if (part == bad) {
                                throw new IllegalStateException("part " + part);
                            }
                        }));
                assertEquals("part " + bad, failure.getMessage());
            }
        }
    }
}
