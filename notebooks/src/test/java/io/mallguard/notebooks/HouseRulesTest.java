package io.mallguard.notebooks;

import com.tngtech.archunit.core.domain.JavaClasses;
import io.mallguard.features.HouseRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
  private static final String ROOT = "io.mallguard.notebooks";
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
        "io.javalin..",
        "org.eclipse.jetty..");
  }

  @Test
  void keepsLibrariesInTheirPackages() {
    HouseRules.checkOnlyIn(classes, List.of(ROOT + ".engine"), "jdk.jshell..");
    HouseRules.checkOnlyIn(classes, List.of(ROOT + ".kernel"), "org.dflib..", "org.zeromq..");
    HouseRules.checkOnlyIn(classes, List.of(ROOT + ".show"), "org.knowm..", "org.duckdb..");
  }
}
