package io.mallguard.features.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The naive oracle and SQL agree bit by bit: two independent readings of the definitions. */
@Tag("slow")
class OracleAgainstDuckDbTest {
  private static final int CASES = 200;

  @Test
  void agreeOnEveryValue() throws SQLException {
    Tally tally = new Tally();
    try (DuckDbOracle duckDb = new DuckDbOracle()) {
      for (long seed = 1; seed <= CASES; seed++) {
        RandomCase randomCase = RandomCase.forSql(seed);
        NaiveOracle oracle = new NaiveOracle(randomCase.spec(), randomCase.facts(), Rules.RIGHT);
        tally.add(randomCase, duckDb.rows(randomCase), oracle.rows());
      }
    }
    tally.check(CASES);
    assertThat(tally.compared()).isGreaterThan(500L * CASES);
  }
}
