package superpose.reports.probe;

import java.util.List;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.HeatmapChart;
import superpose.reports.pages.Section;
import tech.tablesaw.api.Table;

/** The part of a probing run's page about label tables of several classes. */
final class ClassesSection {

    private ClassesSection() {}

    static Section of(List<ClassFindings> classes) {
        Section section = Section.titled("Which of several classes is it?")
                .prose("The classes of a table exclude each other. Here every test row is given the class whose probe"
                        + " gives it the highest probability, in the activations where the classes are read best as the"
                        + " validation rows say. *Balanced accuracy* weighs every class alike; its chance level is one"
                        + " over the number of classes. Intervals are at 95 %, over groups of test rows.")
                .table("How often the right class is chosen", accuracies("classes", classes));
        for (ClassFindings one : classes) {
            section = section.chart(HeatmapChart.of(
                            new ChartText(
                                    "What rows of each class of " + one.labels() + " are taken for",
                                    "Each row of the figure adds up to 1; a perfect probe fills the diagonal. Read from "
                                            + one.activations() + "."),
                            confusion("class_confusion", List.of(one)),
                            ChartAxis.category("chosen_class", "class chosen"),
                            ChartAxis.category("true_class", "true class"))
                    .value(ChartAxis.linear("share", "share of the class").within(0, 1))
                    .chart()
                    .withTableFile("tables/class_confusion.csv"));
        }
        return section;
    }

    /** One row per label table: how often the right one of its classes is chosen. */
    static Table accuracies(String name, List<ClassFindings> classes) {
        Rows rows = new Rows(name);
        for (ClassFindings one : classes) {
            int count = one.classes().size();
            rows.words("labels", one.labels())
                    .words("activations", one.activations())
                    .count("classes", count)
                    .interval("accuracy", one.confusion().accuracy())
                    .number("always_the_commonest", one.confusion().commonestShare())
                    .interval("balanced_accuracy", one.confusion().balancedAccuracy())
                    .number("balanced_chance", 1.0 / count);
        }
        return rows.table();
    }

    /** One row per pair of a true class and a chosen one. */
    static Table confusion(String name, List<ClassFindings> classes) {
        Rows rows = new Rows(name);
        for (ClassFindings one : classes) {
            for (int truth = 0; truth < one.classes().size(); truth++) {
                for (int chosen = 0; chosen < one.classes().size(); chosen++) {
                    int count = one.confusion().counts().get(truth).get(chosen);
                    rows.words("labels", one.labels())
                            .words("true_class", one.classes().get(truth))
                            .words("chosen_class", one.classes().get(chosen))
                            .count("rows", count)
                            .number("share", (double) count / one.confusion().samples(truth));
                }
            }
        }
        return rows.table();
    }
}
