package superpose.toymodels;

/** Sees what instances have learned while they train. */
@FunctionalInterface
public interface Snapshots {

    /** Sees one instance after one step. */
    void at(Snapshot snapshot);
}
