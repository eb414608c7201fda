package superpose.reports.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/** What Maven cannot see: boundaries inside and between rooms, and calls that hide state. */
@SuppressWarnings("ImmutableEnumChecker") // a rule is never changed once it is made
enum HouseRule {
    DATA_KNOWS_NO_OTHER_ROOM(noClasses()
            .that()
            .resideInAPackage("superpose.data..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "superpose.toymodels..", "superpose.probes..", "superpose.analysis..", "superpose.reports..")),

    MIDDLE_ROOMS_DO_NOT_KNOW_EACH_OTHER(CompositeArchRule.of(alone("toymodels", "probes", "analysis"))
            .and(alone("probes", "toymodels", "analysis"))
            .and(alone("analysis", "toymodels", "probes"))),

    HEAVY_TYPES_STAY_IN_THEIR_ROOM(CompositeArchRule.of(without("superpose.data..", "org.nd4j..", "smile..", "tech.."))
            .and(without("superpose.toymodels..", "smile..", "tech.tablesaw.."))
            .and(without("superpose.probes..", "tech.tablesaw.."))
            .and(noClasses()
                    .that()
                    .resideInAPackage("superpose.probes..")
                    // Where networks that DL4J saved are run.
                    .and()
                    .resideOutsideOfPackage("superpose.probes.model..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.deeplearning4j.."))
            .and(without("superpose.analysis..", "org.nd4j..", "org.deeplearning4j..", "tech.tablesaw.."))),

    REPORTS_SEE_NO_TENSOR(without("superpose.reports..", "org.nd4j..", "org.deeplearning4j..", "smile..")),

    NO_CYCLES_BETWEEN_PACKAGES(slices().matching("superpose.(**)").should().beFreeOfCycles()),

    EVERY_PACKAGE_IS_NULL_MARKED(classes()
            .that()
            .areTopLevelClasses()
            .should(satisfy(
                    "live in a @NullMarked package", type -> type.getPackage().isAnnotatedWith(NullMarked.class)))),

    ONLY_THE_COMMAND_LINE_PRINTS(noClasses()
            .that()
            .resideOutsideOfPackage("superpose.reports.cli..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(System.class, "exit", int.class)),

    RANDOMNESS_COMES_FROM_SEEDS(noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(java.util.Random.class, java.util.concurrent.ThreadLocalRandom.class)
            .orShould()
            .callMethod(Math.class, "random")),

    NO_DEFAULT_LOCALE_OR_CHARSET(noClasses().should().callCodeUnitWhere(dependsOnTheMachine())),

    NO_STATIC_STATE(classes()
            .should(satisfy(
                    "keep static fields final",
                    type -> type.getFields().stream()
                            .filter(field ->
                                    field.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.STATIC))
                            .filter(field -> !field.getName().startsWith("$"))
                            .allMatch(field -> field.getModifiers().contains(FINAL))))),

    CLASSES_ARE_NAMED_AFTER_WHAT_THEY_ARE(
            noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager)(\\$.*)?"));

    private final ArchRule rule;

    HouseRule(ArchRule rule) {
        this.rule = rule.allowEmptyShould(true);
    }

    ArchRule rule() {
        return rule;
    }

    private static ArchRule alone(String room, String... others) {
        return without(
                "superpose." + room + "..",
                "superpose." + others[0] + "..",
                "superpose." + others[1] + "..",
                "superpose.reports..");
    }

    private static ArchRule without(String room, String... packages) {
        return noClasses()
                .that()
                .resideInAPackage(room)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages)
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaCall<?>> dependsOnTheMachine() {
        Set<String> localised = Set.of("format", "formatted", "toLowerCase", "toUpperCase", "getBytes");
        return describe("depends on the machine's locale or charset", call -> {
            JavaClass owner = call.getTargetOwner();
            boolean takesNone = call.getTarget().getRawParameterTypes().stream()
                    .noneMatch(type ->
                            type.isEquivalentTo(Locale.class) || type.isAssignableTo(java.nio.charset.Charset.class));
            return takesNone
                    && ((owner.isEquivalentTo(String.class) && localised.contains(call.getName()))
                            || owner.isEquivalentTo(java.io.FileReader.class)
                            || owner.isEquivalentTo(java.io.FileWriter.class));
        });
    }

    private static ArchCondition<JavaClass> satisfy(
            String description, java.util.function.Predicate<JavaClass> predicate) {
        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!predicate.test(type)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " does not " + description));
                }
            }
        };
    }
}
