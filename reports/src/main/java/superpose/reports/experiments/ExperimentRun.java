package superpose.reports.experiments;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import superpose.reports.claims.Claim;
import superpose.reports.claims.ClaimsTable;
import superpose.reports.ledger.Request;
import superpose.reports.ledger.RunFolder;
import superpose.reports.ledger.RunRecord;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvWriteOptions;

/** One run of an experiment into a folder: go on from what is there, compute, then write every file whole. */
public final class ExperimentRun {

    private final Experiment experiment;
    private final Progress progress;
    private final int threads;

    /**
     * Prepares a run.
     *
     * @param experiment what to run
     * @param progress who wants to know how far it is
     * @param threads how many tasks run at once
     */
    public ExperimentRun(Experiment experiment, Progress progress, int threads) {
        this.experiment = experiment;
        this.progress = progress;
        this.threads = threads;
    }

    /**
     * Runs the experiment and writes its results; the report comes last, so a folder with a new report is complete.
     *
     * @param out the run's folder
     * @return what was found
     */
    public Findings into(Path out) {
        Request request = experiment.request();
        try (RunFolder folder = RunFolder.open(out, request)) {
            long start = System.nanoTime();
            Findings findings = experiment.run(new Lab(folder.checkpoints(), progress, threads));
            for (Table table : findings.tables()) {
                folder.write("tables/" + table.name() + ".csv", csv(table));
            }
            for (Map.Entry<String, String> file : findings.numbers().files().entrySet()) {
                folder.write(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
            }
            folder.write(
                    "claims.csv",
                    csv(findings.numbers()
                            .claims()
                            .orElseGet(() -> new ClaimsTable()
                                    .add(request, findings.claims())
                                    .table())));
            Map<String, Object> notes = new TreeMap<>(findings.notes());
            notes.put("threads", threads);
            notes.put("wall_seconds", Math.round((System.nanoTime() - start) / 1e7) / 100.0);
            folder.write("run.json", RunRecord.of(request, notes).json());
            folder.write("report.html", findings.page().html().getBytes(StandardCharsets.UTF_8));
            folder.finish();
            return findings;
        }
    }

    /** Tells whether a claim was refuted. */
    public static boolean anyRefuted(Findings findings) {
        return findings.claims().stream()
                .map(Claim::verdict)
                .anyMatch(verdict -> verdict == superpose.reports.claims.Verdict.REFUTED);
    }

    private static byte[] csv(Table table) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        table.write().csv(CsvWriteOptions.builder(bytes).lineEnd("\n").build());
        return bytes.toByteArray();
    }
}
