package io.mallguard.command;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.mallguard.features.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
  private static final String ROOT = "io.mallguard.command";
  private final JavaClasses classes = HouseRules.classesOf(ROOT);

  @Test
  void holdEverywhere() {
    HouseRules.checkEverywhere(ROOT, classes);
  }

  @Test
  void usesOnlyWhatTheHouseAllows() {
    HouseRules.checkUsesOnly(
        classes,
        ROOT + "..",
        "io.mallguard.features.problem..",
        "java..",
        "org.jspecify..",
        "picocli..");
  }
}
