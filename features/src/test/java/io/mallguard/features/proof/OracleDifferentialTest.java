package io.mallguard.features.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The engine and the naive oracle agree bit by bit on random specs of all kinds. */
@Tag("slow")
class OracleDifferentialTest {
  private static final int CASES = 300;

  @Test
  void agreeOnEveryValue() {
    Engine engine = new FoldEngine();
    Tally tally = new Tally();
    Set<String> words = new TreeSet<>();
    for (long seed = 2001; seed <= 2000 + CASES; seed++) {
      RandomCase randomCase = RandomCase.ofAllKinds(seed);
      randomCase.spec().features().forEach(feature -> words.add(feature.agg().word()));
      NaiveOracle oracle = new NaiveOracle(randomCase.spec(), randomCase.facts(), Rules.RIGHT);
      tally.add(randomCase, oracle.rows(), engine.rows(randomCase));
    }
    tally.check(CASES);
    assertThat(words)
        .as("kinds that occurred")
        .containsExactlyInAnyOrder(
            "count",
            "sum",
            "mean",
            "std",
            "min",
            "max",
            "last",
            "distinct",
            "share",
            "ratio",
            "time_since_last",
            "time_since_first",
            "top_share",
            "entropy",
            "equal",
            "against_baseline",
            "quantile",
            "gini",
            "divergence",
            "group_entropy",
            "group_top_share",
            "group_gini",
            "group_hhi",
            "level",
            "period",
            "outcome_share",
            "outcome_mean",
            "fifo");
    assertThat(tally.compared()).isGreaterThan(500L * CASES);
  }
}
