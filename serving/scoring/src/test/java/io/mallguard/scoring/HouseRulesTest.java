package io.mallguard.scoring;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.mallguard.features.HouseRules;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
  private static final String ROOT = "io.mallguard.scoring";
  private final JavaClasses classes = HouseRules.classesOf(ROOT);

  @Test
  void holdEverywhere() {
    HouseRules.checkEverywhere(ROOT, classes);
  }

  @Test
  void asksNoClockAndStartsNoThread() {
    HouseRules.checkPure(classes);
  }

  @Test
  void usesOnlyWhatTheHouseAllows() {
    HouseRules.checkUsesOnly(
        classes,
        ROOT + "..",
        "io.mallguard.features..",
        "java..",
        "org.jspecify..",
        "com.fasterxml.jackson..");
  }
}
