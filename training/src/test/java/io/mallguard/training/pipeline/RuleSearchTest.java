package io.mallguard.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RuleSearchTest {
  /**
   * Rows of a case.
   *
   * @param tries rules with each of their limits
   * @param hits per try the rows that it names
   * @param frauds rows that are fraud
   * @param counts for how many rows each stands
   * @param bar precision that is enough
   */
  private record Case(
      List<Rule> tries, List<BitSet> hits, BitSet frauds, List<Integer> counts, double bar) {
    RuleTrial.Choice search() {
      int[] array = counts.stream().mapToInt(count -> count).toArray();
      return new RuleSearch(tries, hits, frauds, array, bar).search();
    }

    /** What rows with some score or more come to. */
    Hits hits(List<Integer> chosen, int from) {
      long all = 0;
      long fraud = 0;
      long allFrauds = 0;
      for (int row = 0; row < counts.size(); row++) {
        int score = 0;
        for (int one : chosen) {
          score += hits.get(one).get(row) ? tries.get(one).weight() : 0;
        }
        all += score >= from ? counts.get(row) : 0;
        fraud += score >= from && frauds.get(row) ? counts.get(row) : 0;
        allFrauds += frauds.get(row) ? counts.get(row) : 0;
      }
      return new Hits(all, fraud, allFrauds);
    }

    /** The lowest of the best scores to alert from. */
    int bestFrom(List<Integer> chosen) {
      int most = chosen.stream().mapToInt(one -> tries.get(one).weight()).sum();
      int best = 1;
      for (int from = 2; from <= most; from++) {
        best = hits(chosen, from).isBetterThan(hits(chosen, best), bar) ? from : best;
      }
      return best;
    }

    /** All choices that differ in one rule, which has another limit or is off. */
    List<List<Integer>> neighbours(List<Integer> chosen) {
      List<List<Integer>> neighbours = new ArrayList<>();
      for (int one = 0; one < tries.size(); one++) {
        String id = tries.get(one).id();
        List<Integer> off = chosen.stream().filter(c -> !tries.get(c).id().equals(id)).toList();
        List<Integer> with = new ArrayList<>(off);
        with.add(one);
        neighbours.add(off);
        neighbours.add(with);
      }
      return neighbours;
    }
  }

  private static Rule rule(String id, double limit, int weight) {
    return new Rule(id, "order", "amount_minor >= {limit}", limit, List.of(1.0, 2.0), weight, "");
  }

  private static BitSet rows(int... rows) {
    BitSet set = new BitSet();
    IntStream.of(rows).forEach(set::set);
    return set;
  }

  /**
   * With the noisy rule only what both rules name can be told from what it names alone, at 4;
   * without it all that the good rule names, at 2. The hint does no harm there and stays.
   */
  @Test
  void aRuleThatIsNeverPreciseIsSwitchedOff() {
    List<Rule> tries =
        List.of(
            rule("noisy", 1, 2),
            rule("noisy", 2, 2),
            rule("good", 1, 2),
            rule("good", 2, 2),
            rule("hint", 1, 1));
    int goodAlone = 0;
    int goodAndNoisy = 1;
    int goodAndHint = 2;
    int noisyAlone = 3;
    int hintAlone = 4;
    int noisyAndHint = 5;
    List<BitSet> hits =
        List.of(
            rows(goodAndNoisy, noisyAlone, hintAlone, noisyAndHint),
            rows(goodAndNoisy, noisyAlone, noisyAndHint),
            rows(goodAlone),
            rows(goodAlone, goodAndNoisy, goodAndHint),
            rows(goodAndHint, hintAlone, noisyAndHint));
    BitSet frauds = rows(goodAlone, goodAndNoisy, goodAndHint);
    Case some = new Case(tries, hits, frauds, List.of(4, 2, 1, 10, 10, 3), 0.9);
    assertThat(some.bestFrom(List.of(1, 3, 4))).isEqualTo(4);
    RuleTrial.Choice choice = some.search();
    assertThat(choice.chosen()).containsExactly(3, 4);
    assertThat(choice.alertFrom()).isEqualTo(2);
    assertThat(some.hits(choice.chosen(), 2)).isEqualTo(new Hits(7, 7, 7));
  }

  static IntStream seeds() {
    return IntStream.range(0, 200);
  }

  private static Case random(int seed) {
    Random random = new Random(seed);
    int size = 60;
    BitSet frauds = matching(size, row -> random.nextInt(4) == 0);
    List<Rule> tries = new ArrayList<>();
    List<BitSet> hits = new ArrayList<>();
    for (int rule = 0; rule < 5; rule++) {
      int weight = 1 + random.nextInt(3);
      for (int limit = 1; limit <= 3; limit++) {
        double honest = 0.3 * random.nextDouble();
        tries.add(rule("rule-" + rule, limit, weight));
        hits.add(matching(size, row -> random.nextDouble() < (frauds.get(row) ? 0.4 : honest)));
      }
    }
    List<Integer> counts = random.ints(size, 1, 6).boxed().toList();
    return new Case(tries, hits, frauds, counts, 0.5 + 0.4 * random.nextDouble());
  }

  private static BitSet matching(int size, IntPredicate predicate) {
    BitSet set = new BitSet(size);
    IntStream.range(0, size).filter(predicate).forEach(set::set);
    return set;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noSingleChangeIsBetter(int seed) {
    Case some = random(seed);
    RuleTrial.Choice choice = some.search();
    assertThat(choice.alertFrom()).isEqualTo(some.bestFrom(choice.chosen()));
    Hits reached = some.hits(choice.chosen(), choice.alertFrom());
    assertThat(some.neighbours(choice.chosen()))
        .allSatisfy(
            other -> {
              Hits with = some.hits(other, some.bestFrom(other));
              assertThat(with.isBetterThan(reached, some.bar())).isFalse();
            });
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whereOneLimitIsPreciseEnoughAllAre(int seed) {
    Case some = random(seed);
    RuleTrial.Choice choice = some.search();
    boolean isOneEnough =
        IntStream.range(0, some.tries().size())
            .anyMatch(one -> some.hits(List.of(one), 1).precision() >= some.bar());
    double precision = some.hits(choice.chosen(), choice.alertFrom()).precision();
    assertThat(precision >= some.bar() || !isOneEnough).isTrue();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noRuleByItselfIsBetterThanWhatIsFound(int seed) {
    Case some = random(seed);
    RuleTrial.Choice choice = some.search();
    Hits reached = some.hits(choice.chosen(), choice.alertFrom());
    for (int one = 0; one < some.tries().size(); one++) {
      Hits alone = some.hits(List.of(one), 1);
      assertThat(alone.isBetterThan(reached, some.bar())).isFalse();
    }
  }

  /** Every change of one rule of three leaves the other bad one: the good one is found from one. */
  @Test
  void aGoodRuleAmongTwoBadOnesIsFound() {
    List<Rule> tries = List.of(rule("bad", 1, 2), rule("worse", 1, 2), rule("good", 1, 2));
    int fraud = 0;
    int badAlone = 1;
    int worseAlone = 2;
    int all = 3;
    List<BitSet> hits = List.of(rows(badAlone, all), rows(worseAlone, all), rows(fraud, all));
    Case some = new Case(tries, hits, rows(fraud, all), List.of(5, 90, 90, 1), 0.5);
    RuleTrial.Choice choice = some.search();
    assertThat(choice.chosen()).containsExactly(2);
    assertThat(choice.alertFrom()).isEqualTo(1);
    assertThat(some.hits(choice.chosen(), 1)).isEqualTo(new Hits(6, 6, 6));
  }
}
