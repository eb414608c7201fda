package superpose.reports.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import superpose.reports.claims.Claim;
import superpose.reports.claims.Verdict;
import superpose.reports.experiments.ExperimentPage;
import superpose.reports.experiments.Preset;
import superpose.reports.ledger.Request;
import superpose.reports.pages.Headline;
import superpose.reports.pages.KeyNumber;
import superpose.reports.pages.Page;
import superpose.reports.pages.Section;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The scoreboard of a suite: every claim of every experiment, and what was not run and why. */
final class Overview {

    private final ReproductionSuite.Chosen chosen;
    private final Preset preset;
    private final Map<Reproduction, FinishedExperiment> finished;
    private final List<Claim> claims;

    Overview(ReproductionSuite.Chosen chosen, Preset preset, Map<Reproduction, FinishedExperiment> finished) {
        this.chosen = chosen;
        this.preset = preset;
        this.finished = finished;
        claims = finished.values().stream()
                .flatMap(done -> done.asClaims().stream())
                .toList();
    }

    Page page(Request request) {
        List<Section> sections = new ArrayList<>();
        sections.add(glance());
        finished.forEach((reproduction, done) -> sections.add(section(reproduction.about(), done)));
        sections.add(notRun());
        return new Page(
                new Headline(chosen.group().title(), answer()),
                keyNumbers(),
                sections,
                ExperimentPage.provenance(request));
    }

    private String answer() {
        long judged = claims.size() - count(Verdict.NOT_RUN);
        return String.format(
                Locale.ROOT,
                "Of the %d claims of %s, %d could be judged: %d reproduced, %d refuted, %d inconclusive.",
                claims.size(),
                finished.size() == 1 ? "one experiment" : finished.size() + " experiments",
                judged,
                count(Verdict.REPRODUCED),
                count(Verdict.REFUTED),
                count(Verdict.INCONCLUSIVE));
    }

    private Section glance() {
        Table table = Table.create("experiments");
        StringColumn names = StringColumn.create("experiment");
        DoubleColumn seconds = DoubleColumn.create("seconds");
        table.addColumns(names);
        for (Verdict verdict : Verdict.values()) {
            table.addColumns(IntColumn.create(verdict.words()));
        }
        table.addColumns(seconds);
        finished.forEach((reproduction, done) -> {
            names.append(reproduction.about().name());
            for (Verdict verdict : Verdict.values()) {
                table.intColumn(verdict.words()).append((int) count(done.asClaims(), verdict));
            }
            seconds.append(done.seconds());
        });
        return Section.titled("At a glance")
                .table("How many claims of each experiment came out how, and how long it took.", table);
    }

    private long count(Verdict verdict) {
        return count(claims, verdict);
    }

    private static long count(List<Claim> among, Verdict verdict) {
        return among.stream().filter(claim -> claim.verdict() == verdict).count();
    }

    private List<KeyNumber> keyNumbers() {
        List<KeyNumber> numbers = new ArrayList<>();
        for (Verdict verdict : Verdict.values()) {
            numbers.add(new KeyNumber(String.valueOf(count(verdict)), verdict.words(), ""));
        }
        return numbers;
    }

    private static Section section(About about, FinishedExperiment done) {
        return Section.titled(about.title())
                .prose(done.answer() + "\n\nAfter " + about.source() + ".")
                .link("Figures and tables of " + about.name(), about.name() + "/report.html")
                .claims(done.asClaims().stream().map(ExperimentPage::row).toList());
    }

    private Section notRun() {
        Section section = Section.titled("What was not run, and why");
        List<Reproduction> left = chosen.group().experiments().stream()
                .filter(one -> !chosen.experiments().contains(one))
                .toList();
        section = section.prose(
                left.isEmpty()
                        ? "All experiments that there are were run."
                        : "Not asked for: "
                                + left.stream()
                                        .map(one -> "`" + one.about().name() + "`")
                                        .collect(Collectors.joining(", "))
                                + ".");
        List<Claim> idle = claims.stream()
                .filter(claim -> claim.verdict() == Verdict.NOT_RUN)
                .toList();
        if (idle.isEmpty()) {
            return section.prose("Every claim of the experiments above has a verdict.");
        }
        return section.prose("Claims that the preset *" + preset.words()
                + "* is too small to judge, or that need more seeds: "
                + idle.stream().map(claim -> "`" + claim.statement().id() + "`").collect(Collectors.joining(", "))
                + ". A larger preset judges more.");
    }
}
