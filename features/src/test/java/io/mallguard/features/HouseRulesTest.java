package io.mallguard.features;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import org.junit.jupiter.api.Test;

class HouseRulesTest {
  private static final String ROOT = "io.mallguard.features";
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
        "java..",
        "org.jspecify..",
        "com.fasterxml.jackson..",
        "org.yaml.snakeyaml..",
        "dev.cel..",
        "com.google.common.collect..",
        "org.apache.parquet..",
        "com.github.luben.zstd..",
        // Parquet's own signatures name it.
        "org.apache.hadoop.conf..");
    HouseRules.checkOnlyIn(classes, List.of(ROOT + ".parquet"), "org.apache.parquet..");
    HouseRules.checkOnlyIn(classes, List.of(ROOT + ".grouped"), "com.github.luben.zstd..");
    HouseRules.checkOnlyIn(classes, List.of(ROOT + ".expression"), "dev.cel..");
    HouseRules.checkOnlyIn(classes, List.of(ROOT + ".yaml"), "org.yaml.snakeyaml..");
  }
}
