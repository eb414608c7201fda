package superpose.reports.architecture;

import static com.tngtech.archunit.core.importer.ImportOption.Predefined.DO_NOT_INCLUDE_TESTS;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import superpose.analysis.fixture.AnalysisThatTouchesProbes;
import superpose.data.fixture.DataThatTouchesAnalysis;
import superpose.probes.fixture.one.First;
import superpose.probes.fixture.two.Second;
import superpose.reports.fixture.FloatUtil;
import superpose.reports.fixture.ReportThatTouchesSmile;
import superpose.toymodels.fixture.ToyThatTouchesTablesaw;

/** The rules of the house hold for every class, and each rule catches the fixture that breaks it. */
class ArchitectureTest {

    private static final JavaClasses HOUSE =
            new ClassFileImporter().withImportOption(DO_NOT_INCLUDE_TESTS).importPackages("superpose");

    private record Broken(HouseRule rule, List<Class<?>> fixtures) {}

    private static final List<Broken> RULES = List.of(
            new Broken(HouseRule.DATA_KNOWS_NO_OTHER_ROOM, List.of(DataThatTouchesAnalysis.class)),
            new Broken(HouseRule.MIDDLE_ROOMS_DO_NOT_KNOW_EACH_OTHER, List.of(AnalysisThatTouchesProbes.class)),
            new Broken(HouseRule.HEAVY_TYPES_STAY_IN_THEIR_ROOM, List.of(ToyThatTouchesTablesaw.class)),
            new Broken(HouseRule.REPORTS_SEE_NO_TENSOR, List.of(ReportThatTouchesSmile.class)),
            new Broken(HouseRule.NO_CYCLES_BETWEEN_PACKAGES, List.of(First.class, Second.class)),
            new Broken(HouseRule.EVERY_PACKAGE_IS_NULL_MARKED, List.of(FloatUtil.class)),
            new Broken(HouseRule.ONLY_THE_COMMAND_LINE_PRINTS, List.of(FloatUtil.class)),
            new Broken(HouseRule.RANDOMNESS_COMES_FROM_SEEDS, List.of(FloatUtil.class)),
            new Broken(HouseRule.NO_DEFAULT_LOCALE_OR_CHARSET, List.of(FloatUtil.class)),
            new Broken(HouseRule.NO_STATIC_STATE, List.of(FloatUtil.class)),
            new Broken(HouseRule.CLASSES_ARE_NAMED_AFTER_WHAT_THEY_ARE, List.of(FloatUtil.class)));

    @Test
    void theWholeHouseIsSeen() {
        assertTrue(HOUSE.size() > 100, "classes seen: " + HOUSE.size());
        for (String room : List.of("data", "toymodels", "probes", "analysis", "reports")) {
            assertTrue(
                    HOUSE.stream()
                                    .filter(type -> type.getPackageName().startsWith("superpose." + room))
                                    .count()
                            > 5,
                    "classes of " + room);
        }
    }

    @Test
    void everyRuleHasAFixture() {
        List<HouseRule> covered = RULES.stream().map(Broken::rule).toList();
        assertTrue(covered.containsAll(List.of(HouseRule.values())), "rules without a fixture");
    }

    @TestFactory
    Stream<DynamicTest> theHouseKeepsItsRules() {
        return Stream.of(HouseRule.values())
                .map(rule -> DynamicTest.dynamicTest(rule.name(), () -> {
                    EvaluationResult result = rule.rule().evaluate(HOUSE);
                    assertFalse(
                            result.hasViolation(),
                            () -> result.getFailureReport().toString());
                }));
    }

    @TestFactory
    Stream<DynamicTest> eachRuleCatchesItsFixture() {
        return RULES.stream()
                .map(broken -> DynamicTest.dynamicTest(broken.rule().name(), () -> {
                    JavaClasses fixtures = new ClassFileImporter().importClasses(broken.fixtures());
                    assertTrue(
                            broken.rule().rule().evaluate(fixtures).hasViolation(), "the fixture must break the rule");
                }));
    }
}
