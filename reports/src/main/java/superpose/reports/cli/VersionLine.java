package superpose.reports.cli;

import picocli.CommandLine.IVersionProvider;
import superpose.reports.ledger.CodeVersion;

/** What {@code --version} prints. */
final class VersionLine implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"superpose " + CodeVersion.current().words()};
    }
}
