package io.mallguard.training;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.mallguard.features.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
  private static final String ROOT = "io.mallguard.training";
  private final JavaClasses classes = HouseRules.classesOf(ROOT);

  @Test
  void holdEverywhere() {
    HouseRules.checkEverywhere(ROOT, classes);
  }

  @Test
  void knowsNothingOfTheService() {
    HouseRules.checkOnlyIn(
        classes,
        List.of("nowhere"),
        "io.mallguard.service..",
        "io.mallguard.notebooks..",
        "io.javalin..",
        "org.eclipse.jetty..",
        "org.rocksdb..");
  }

  @Test
  void keepsTribuoInItsPackage() {
    HouseRules.checkOnlyIn(
        classes, List.of(ROOT + ".model"), "org.tribuo..", "com.oracle.labs..", "ml.dmlc..");
  }

  /** What really was would train a perfect model: no pipeline may see it. */
  @Test
  void onlyTheSimulatorWritesTheTruthAndOnlyEvaluationAndChecksReadIt() {
    HouseRules.checkOnlyIn(
        classes,
        List.of(ROOT + ".simulator.mall..", ROOT + ".truth"),
        ROOT + ".simulator.mall.truth..");
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".truth", ROOT + ".check")
        .and()
        .doNotHaveSimpleName("EvaluateCommand")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".truth..")
        .check(classes);
  }
}
