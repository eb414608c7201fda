package superpose.reports.sources;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import superpose.data.BadInputException;
import superpose.data.Require;
import superpose.reports.ledger.FileHash;

/**
 * Which rows belong together.
 *
 * @param column the key column whose rows are kept on one side of the split; empty for the input of a store, or the first of
 *     several key columns
 * @param testGroups a file that lists the groups to test on, one a line; empty to hold some out at random
 */
public record RowGrouping(Optional<String> column, Optional<Path> testGroups) {

    /**
     * Reads the names of the groups to test on.
     *
     * @return at least one, or none where no file was given
     * @throws BadInputException if the file cannot be read or names no group
     */
    Set<String> testGroupNames() {
        return testGroups.map(RowGrouping::read).orElse(Set.of());
    }

    private static Set<String> read(Path file) {
        try {
            Set<String> names = new HashSet<>();
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank()) {
                    names.add(line.strip());
                }
            }
            Require.that(!names.isEmpty(), "the name of a group on each line of " + file, "none", "name some groups");
            return names;
        } catch (IOException e) {
            throw new BadInputException(
                    "a text file with the test groups", file + " (" + e + ")", "check --test-groups");
        } catch (UncheckedIOException e) {
            throw new BadInputException("test groups in UTF-8", file + " (" + e + ")", "check --test-groups");
        }
    }

    /** Returns what tells the named test groups, for a run's record; empty where they are drawn at random. */
    public List<String> testGroupsHash() {
        return testGroups.stream().map(FileHash::named).toList();
    }
}
