package io.mallguard.features.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The engine and SQL agree bit by bit on random specs and streams. */
@Tag("slow")
class DuckDbDifferentialTest {
  private static final int CASES = 200;

  @Test
  void agreeOnEveryValue() throws SQLException {
    Engine engine = new FoldEngine();
    Tally tally = new Tally();
    try (DuckDbOracle duckDb = new DuckDbOracle()) {
      for (long seed = 1001; seed <= 1000 + CASES; seed++) {
        RandomCase randomCase = RandomCase.forSql(seed);
        tally.add(randomCase, duckDb.rows(randomCase), engine.rows(randomCase));
      }
    }
    tally.check(CASES);
    assertThat(tally.compared()).isGreaterThan(500L * CASES);
  }
}
