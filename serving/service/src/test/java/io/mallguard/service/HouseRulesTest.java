package io.mallguard.service;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.mallguard.features.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
  private static final String ROOT = "io.mallguard.service";
  private final JavaClasses classes = HouseRules.classesOf(ROOT);

  @Test
  void holdEverywhere() {
    HouseRules.checkEverywhere(ROOT, classes);
  }

  @Test
  void knowsNothingOfTraining() {
    HouseRules.checkOnlyIn(
        classes,
        List.of("nowhere"),
        "io.mallguard.training..",
        "io.mallguard.notebooks..",
        "org.tribuo..",
        "com.oracle.labs..");
  }

  @Test
  void keepsHttpAndTheStoreInTheirPackages() {
    HouseRules.checkOnlyIn(
        classes,
        List.of(ROOT + ".http"),
        "io.javalin..",
        "org.eclipse.jetty..",
        "jakarta.servlet..");
    HouseRules.checkOnlyIn(classes, List.of(ROOT + ".log"), "org.rocksdb..");
  }
}
