package dev.floe.it;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The module map of floe's design, held against the compiled classes. */
class ModuleRulesTest {

    private static final String ROOT = "dev.floe";

    /** Which modules each module may use; a module is named by its package below {@code dev.floe}. */
    private static final Map<String, Set<String>> MAY_USE = Map.of(
            "jinja", Set.of(),
            "config", Set.of(),
            "testkit", Set.of(),
            "profiles", Set.of("config"),
            "duckdb", Set.of("config"),
            "iceberg", Set.of("config", "duckdb"),
            "models", Set.of("config", "jinja", "duckdb", "iceberg"),
            "cli", Set.of("config", "profiles", "duckdb", "iceberg", "models"),
            "it", Set.of("config", "jinja", "profiles", "testkit", "duckdb", "iceberg", "models", "cli"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages(ROOT);

    @Test
    void everyModuleIsOnTheMapAndWasLookedAt() {
        Set<String> found =
                CLASSES.stream().map(ModuleRulesTest::module).collect(Collectors.toCollection(TreeSet::new));

        assertThat(MAY_USE.keySet()).containsAll(found);
        assertThat(found).contains("jinja", "config", "testkit", "duckdb", "iceberg", "models");
    }

    @Test
    void modulesUseOnlyWhatTheMapAllows() {
        classes()
                .should(onlyDependOn("modules that the map allows", (origin, target) -> {
                    String from = module(origin);
                    return from.equals(module(target))
                            || MAY_USE.getOrDefault(from, Set.of()).contains(module(target));
                }))
                .check(CLASSES);
    }

    @Test
    void internalPackagesAreUsedOnlyByTheirOwnModule() {
        classes()
                .should(onlyDependOn(
                        "internal packages of their own module",
                        (origin, target) ->
                                !isInternal(target) || module(origin).equals(module(target))))
                .check(CLASSES);
    }

    @Test
    void profilesAndDuckDbDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage("dev.floe.profiles..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.floe.duckdb..")
                .allowEmptyShould(true)
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.floe.duckdb..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.floe.profiles..")
                .check(CLASSES);
    }

    @Test
    void jinjaKnowsNothingButTheJdk() {
        classes()
                .that()
                .resideInAPackage("dev.floe.jinja..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.floe.jinja..", "java..", "org.jspecify..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("dev.floe.jinja..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.sql..")
                .check(CLASSES);
    }

    @Test
    void graphCodeDoesNotKnowJdbc() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.floe.models.graph..",
                        "dev.floe.models.parse..",
                        "dev.floe.models.project..",
                        "dev.floe.models.plan..",
                        "dev.floe.models.artifacts..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..")
                .check(CLASSES);
    }

    @Test
    void sqlDialectsSitInOnePackage() {
        classes()
                .that(describe(
                        "implement a SQL dialect",
                        javaClass -> javaClass.getAllRawInterfaces().stream()
                                .anyMatch(each -> each.getName().equals("dev.floe.models.sql.Dialect"))))
                .should()
                .resideInAPackage("dev.floe.models.sql..")
                .allowEmptyShould(true)
                .check(CLASSES);
        noClasses()
                .that(describe(
                        "are models code outside the dialect's package",
                        javaClass -> in("dev.floe.models", javaClass) && !in("dev.floe.models.sql", javaClass)))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("dev.floe.duckdb.Sql")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void onlyProgramsPrintAndExit() {
        DescribedPredicate<JavaClass> libraries = describe(
                "are library code",
                javaClass -> !in("dev.floe.cli", javaClass)
                        && !in("dev.floe.it", javaClass)
                        && !javaClass.getName().matches("dev\\.floe\\.testkit\\.\\w+Main"));
        noClasses()
                .that(libraries)
                .should(callMethod(System.class, "exit", int.class))
                .check(CLASSES);
        noClasses().that(libraries).should().accessField(System.class, "out").check(CLASSES);
        noClasses().that(libraries).should().accessField(System.class, "err").check(CLASSES);
        noClasses()
                .that(libraries)
                .should(callMethod(Throwable.class, "printStackTrace"))
                .check(CLASSES);
    }

    @Test
    void publicApiExposesOnlyJdkAndFloeTypes() {
        classes()
                .that(describe(
                        "are API of a library",
                        javaClass -> javaClass.getModifiers().contains(JavaModifier.PUBLIC)
                                && !isInternal(javaClass)
                                && !in("dev.floe.cli", javaClass)
                                && !in("dev.floe.it", javaClass)))
                .should(new ArchCondition<>("have only JDK and floe types in public signatures") {
                    @Override
                    public void check(JavaClass javaClass, ConditionEvents events) {
                        publicMembers(javaClass)
                                .forEach(member -> signature(member)
                                        .filter(type -> !isJdkOrFloe(type))
                                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                                member, member.getFullName() + " exposes " + type.getName()))));
                    }
                })
                .check(CLASSES);
    }

    private static Stream<JavaMember> publicMembers(JavaClass javaClass) {
        return javaClass.getMembers().stream()
                .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                        && !member.getModifiers().contains(JavaModifier.SYNTHETIC));
    }

    private static Stream<JavaClass> signature(JavaMember member) {
        return member.getAllInvolvedRawTypes().stream()
                .map(JavaClass::getBaseComponentType)
                .filter(type -> member instanceof JavaCodeUnit || !type.equals(member.getOwner()));
    }

    private static boolean isJdkOrFloe(JavaClass type) {
        return type.isPrimitive()
                || type.getPackageName().startsWith("java.")
                || type.getPackageName().startsWith("javax.sql")
                || type.getPackageName().startsWith("javax.net")
                || in(ROOT, type);
    }

    private static boolean in(String packageName, JavaClass javaClass) {
        return (javaClass.getPackageName() + ".").startsWith(packageName + ".");
    }

    private static boolean isInternal(JavaClass javaClass) {
        return in(ROOT, javaClass) && (javaClass.getPackageName() + ".").contains(".internal.");
    }

    /** {@code duckdb} for {@code dev.floe.duckdb.internal.X}; the root package belongs to floe-config. */
    private static String module(JavaClass javaClass) {
        String[] parts = javaClass.getPackageName().split("\\.", -1);
        return parts.length > 2 ? parts[2] : "config";
    }

    /** Holds every dependency from floe to floe against a rule of origin and target. */
    private static ArchCondition<JavaClass> onlyDependOn(String what, BiPredicate<JavaClass, JavaClass> allowed) {
        return new ArchCondition<>("only depend on " + what) {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    if (in(ROOT, target) && !allowed.test(origin, target)) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }
}
