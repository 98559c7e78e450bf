package io.mallguard.features;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.ObjectInputStream;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/**
 * The rules of the house, in one place: every module's {@code HouseRulesTest} runs them on its own
 * classes and adds what its room must not know.
 */
public final class HouseRules {
  private HouseRules() {}

  /** The main classes of a root package; fails if there are none. */
  public static JavaClasses classesOf(String rootPackage) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(rootPackage);
    assertThat(classes).as("classes of " + rootPackage).hasSizeGreaterThan(3);
    assertThat(classes).allMatch(c -> c.getPackageName().startsWith(rootPackage));
    return classes;
  }

  /** The rules that hold in every room. */
  public static void checkEverywhere(String rootPackage, JavaClasses classes) {
    everywhere(rootPackage).forEach(rule -> rule.allowEmptyShould(true).check(classes));
    for (JavaClass c : classes) {
      assertThat(c.getPackage().isAnnotatedWith(NullMarked.class))
          .as("package-info with @NullMarked in " + c.getPackageName())
          .isTrue();
    }
  }

  private static List<ArchRule> everywhere(String rootPackage) {
    return List.of(
        slices().matching(rootPackage + ".(*)..").should().beFreeOfCycles(),
        noClasses()
            .should()
            .haveNameMatching(".*(Manager|Utils?|Helper|Common|Impl|Base|Processor)"),
        noClasses().should().haveNameMatching(".*\\.I[A-Z][a-z]\\w*").andShould().beInterfaces(),
        noClasses()
            .should()
            .callMethodWhere(isOneOf(Math.class, Set.of("random")))
            .orShould()
            .callConstructor(java.util.Random.class)
            .orShould()
            .callConstructor(java.util.SplittableRandom.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.util.concurrent.ThreadLocalRandom.class)
            .because("randomness comes in as a seed"),
        noClasses()
            .that(isNoCommand())
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("only commands speak to the terminal"),
        noClasses().should().dependOnClassesThat(resideInAPackage("java.util.logging..")),
        noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class),
        noClasses()
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(java.util.Date.class, java.util.Calendar.class),
        noFields().should().bePublic().andShould().notBeFinal(),
        noFields().should().beStatic().andShould().notBeFinal(),
        // A record's component is what its accessor returns, and Optional is fine as a return.
        noFields()
            .that()
            .areDeclaredInClassesThat()
            .areNotRecords()
            .should()
            .haveRawType(java.util.Optional.class),
        fields()
            .that()
            .haveNameMatching(".*(Millis|Nanos|Bytes|[a-z]Minor)")
            .and()
            .haveNameNotMatching(".*[bB]undleBytes|.*fileBytes")
            .and(isNumeric())
            .should()
            .haveRawType(long.class)
            .orShould()
            .haveRawType(int.class),
        methods()
            .that()
            .arePublic()
            .and()
            .doNotHaveName("close")
            .and()
            .doNotHaveModifier(JavaModifier.BRIDGE)
            .should()
            .notDeclareThrowableOfType(Exception.class));
  }

  /** Rooms that are pure functions of their input. */
  public static void checkPure(JavaClasses classes) {
    noClasses()
        .should()
        .callMethodWhere(isOneOf(System.class, Set.of("currentTimeMillis", "nanoTime", "getenv")))
        .orShould()
        .callMethodWhere(isOneOf(java.time.Instant.class, Set.of("now")))
        .orShould()
        .callMethodWhere(isOneOf(java.time.LocalDate.class, Set.of("now")))
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.time.Clock.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.concurrent.Executor.class)
        .because("features and scoring ask no clock and start no thread")
        .check(classes);
  }

  /** What a room may use; anything else is a broken arrow. */
  public static void checkUsesOnly(JavaClasses classes, String... packages) {
    noClasses()
        .should()
        .dependOnClassesThat(DescribedPredicate.not(resideInAnyPackage(packages)))
        .because("the arrows of the house")
        .check(classes);
  }

  /** Packages that only one package may touch. */
  public static void checkOnlyIn(JavaClasses classes, List<String> homes, String... packages) {
    noClasses()
        .that()
        .resideOutsideOfPackages(homes.toArray(String[]::new))
        .should()
        .dependOnClassesThat(resideInAnyPackage(packages))
        .because("only " + homes + " may know " + List.of(packages))
        .check(classes);
  }

  private static DescribedPredicate<JavaAccess<?>> isOneOf(Class<?> owner, Set<String> names) {
    return DescribedPredicate.describe(
        owner.getSimpleName() + "." + names,
        access ->
            access.getTargetOwner().isEquivalentTo(owner) && names.contains(access.getName()));
  }

  private static DescribedPredicate<JavaClass> isNoCommand() {
    return DescribedPredicate.describe(
        "are no commands",
        c -> !c.getPackageName().contains(".command") && !c.getSimpleName().equals("Main"));
  }

  private static DescribedPredicate<com.tngtech.archunit.core.domain.JavaField> isNumeric() {
    return DescribedPredicate.describe(
        "are numbers",
        field ->
            field.getRawType().isPrimitive()
                && !field.getModifiers().contains(JavaModifier.SYNTHETIC));
  }
}
