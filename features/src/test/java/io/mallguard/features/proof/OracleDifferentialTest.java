package io.mallguard.features.proof;

import static org.assertj.core.api.Assertions.assertThat;

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
    for (long seed = 2001; seed <= 2000 + CASES; seed++) {
      RandomCase randomCase = RandomCase.ofAllKinds(seed);
      NaiveOracle oracle = new NaiveOracle(randomCase.spec(), randomCase.facts(), Rules.RIGHT);
      tally.add(randomCase, oracle.rows(), engine.rows(randomCase));
    }
    tally.check(CASES);
    assertThat(tally.compared()).isGreaterThan(500L * CASES);
  }
}
