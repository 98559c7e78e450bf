package io.mallguard.features.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The proof can fail: oracles that are wrong about time in one point each give other rows on the
 * very cases that the engine is judged by.
 */
@Tag("slow")
class MutationsTest {
  private static final int CASES = 20;
  private static final List<RandomCase> FOR_SQL =
      LongStream.rangeClosed(1, CASES).mapToObj(RandomCase::forSql).toList();
  private static final List<RandomCase> OF_ALL_KINDS =
      LongStream.rangeClosed(1, CASES).mapToObj(RandomCase::ofAllKinds).toList();
  private static final IdentityHashMap<RandomCase, Map<String, double[]>> RIGHT =
      new IdentityHashMap<>();

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RIGHT")
  void aWrongRuleShowsInCasesForSql(Rules wrong) {
    assertThat(casesThatDiffer(FOR_SQL, wrong))
        .as("cases of %s for SQL that tell the right rule from %s", CASES, wrong)
        .isGreaterThanOrEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RIGHT")
  void aWrongRuleShowsInCasesOfAllKinds(Rules wrong) {
    assertThat(casesThatDiffer(OF_ALL_KINDS, wrong))
        .as("cases of %s of all kinds that tell the right rule from %s", CASES, wrong)
        .isGreaterThanOrEqualTo(3);
  }

  private static long casesThatDiffer(List<RandomCase> cases, Rules wrong) {
    return cases.stream().filter(c -> differs(c, wrong)).count();
  }

  private static boolean differs(RandomCase randomCase, Rules wrong) {
    Map<String, double[]> right = RIGHT.computeIfAbsent(randomCase, c -> rows(c, Rules.RIGHT));
    return Comparison.of(randomCase, right, rows(randomCase, wrong)).differences() > 0;
  }

  private static Map<String, double[]> rows(RandomCase randomCase, Rules rules) {
    return new NaiveOracle(randomCase.spec(), randomCase.facts(), rules).rows();
  }
}
