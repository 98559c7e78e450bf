package io.mallguard.training;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
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
  void theTruthIsReadByEvaluationAndChecksAlone() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".truth", ROOT + ".check", ROOT + ".simulator..")
        .and()
        .doNotHaveSimpleName("EvaluateCommand")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT + ".truth", ROOT + ".simulator.mall.truth")
        .because("a model that has seen the truth proves nothing")
        .check(classes);
  }

  @Test
  void keepsTribuoInItsPackage() {
    HouseRules.checkOnlyIn(
        classes, List.of(ROOT + ".model"), "org.tribuo..", "com.oracle.labs..", "ml.dmlc..");
  }
}
