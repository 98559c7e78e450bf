package io.mallguard.training.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each check finds what was put there to be found, and nothing where nothing is. */
class ChecksTest {
  private static final int ORDERS = 8_000;

  @Test
  void nuisancesSayNothingUnlessOneLeaks() throws Exception {
    Check check = new NuisanceCheck();
    assertThat(verdicts(check, MadeUpSample.of(ORDERS, 0.05, 1, MadeUpSample.NONE)))
        .containsExactly(Verdict.INSIDE, Verdict.PASS);
    MadeUpSample.Leak lag =
        (facts, isFraud) -> isFraud ? MadeUpSample.withLag(facts, facts.lagMillis() / 2) : facts;
    assertThat(verdicts(check, MadeUpSample.of(ORDERS, 0.05, 1, lag)))
        .containsExactly(Verdict.OUTSIDE, Verdict.FAIL);
  }

  @Test
  void fraudHasSupportUnlessItsAmountsAreItsOwn() throws Exception {
    Check check = new SupportCheck();
    assertThat(verdicts(check, MadeUpSample.of(ORDERS, 0.05, 2, MadeUpSample.NONE)))
        .containsExactly(Verdict.INSIDE);
    MadeUpSample.Leak amount =
        (facts, isFraud) ->
            isFraud ? MadeUpSample.withAmount(facts, facts.amountMinor() * 1000) : facts;
    assertThat(verdicts(check, MadeUpSample.of(ORDERS, 0.05, 2, amount)))
        .containsExactly(Verdict.OUTSIDE);
  }

  @Test
  void noColumnDecidesAloneUnlessOneDoesEvenByItsAbsence() throws Exception {
    Check check = new SingleColumnCheck();
    Sample fair = MadeUpSample.of(ORDERS, 0.05, 3, MadeUpSample.NONE);
    assertThat(verdicts(check, fair)).doesNotContain(Verdict.FAIL, Verdict.OUTSIDE);
    Sample leaky =
        MadeUpSample.of(
            ORDERS,
            0.05,
            3,
            new MadeUpSample.Leak() {
              @Override
              public OrderFacts change(OrderFacts facts, boolean isFraud) {
                return facts;
              }

              @Override
              public double[] row(boolean isFraud, Random random) {
                return new double[] {random.nextGaussian(), isFraud ? Double.NaN : 1};
              }
            });
    List<Finding> findings = check.run(leaky);
    assertThat(findings).extracting(Finding::verdict).contains(Verdict.FAIL, Verdict.OUTSIDE);
    assertThat(findings.get(0).reason()).startsWith("other");
  }

  /** The area against all pairs, the naive way. */
  @Test
  void areaIsTheShareOfPairs() {
    Random random = new Random(4);
    for (int round = 0; round < 20; round++) {
      Sample sample = MadeUpSample.of(120, 0.2, random.nextLong(), MadeUpSample.NONE);
      int[] rows = sample.where(i -> i % 3 > 0);
      double[] scores = IntStream.of(rows).mapToDouble(i -> random.nextInt(6)).toArray();
      assertThat(Area.of(sample, rows, scores).value())
          .isCloseTo(naive(sample, rows, scores), within(1e-12));
    }
  }

  private static double naive(Sample sample, int[] rows, double[] scores) {
    double wins = 0;
    double pairs = 0;
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < rows.length; j++) {
        if (sample.order(rows[i]).isFraud() && !sample.order(rows[j]).isFraud()) {
          wins += scores[i] > scores[j] ? 1 : scores[i] < scores[j] ? 0 : 0.5;
          pairs++;
        }
      }
    }
    return wins / pairs;
  }

  @Test
  void aFewRingsMakeALargerErrorThanManyOrders() {
    Sample sample = MadeUpSample.of(4_000, 0.1, 5, MadeUpSample.NONE);
    int[] rows = sample.where(i -> true);
    Random random = new Random(5);
    double[] scores =
        IntStream.of(rows)
            .mapToDouble(i -> sample.order(i).group().hashCode() + random.nextDouble())
            .toArray();
    double alone = 0.29 / Math.sqrt(sample.where(i -> sample.order(i).isFraud()).length);
    assertThat(Area.of(sample, rows, scores).error()).isGreaterThan(2 * alone);
  }

  @Test
  void ordersThatStandForSeveralCountSoOften() {
    Sample thin = new Sample(MadeUpSample.PLAN, List.of("one"), List.of(), 3);
    Sample thick = new Sample(MadeUpSample.PLAN, List.of("one"), List.of(), 1);
    Sample from = MadeUpSample.of(400, 0.1, 6, MadeUpSample.NONE);
    for (int i = 0; i < from.size(); i++) {
      Sample.Order order = from.order(i);
      thin.add(order.facts(), order.row(), order.note(), -1, !order.isFraud());
      for (int copy = 0; copy < (order.isFraud() ? 1 : 3); copy++) {
        thick.add(order.facts(), order.row(), order.note(), -1, false);
      }
    }
    Scored one = byRow(thin);
    Scored other = byRow(thick);
    assertThat(one.averagePrecision()).isCloseTo(other.averagePrecision(), within(1e-12));
    assertThat(one.area().value()).isCloseTo(other.area().value(), within(1e-12));
    assertThat(one.threshold(0.1)).isEqualTo(other.threshold(0.1));
    assertThat(one.reach(1, o -> !o.isFraud())).isEqualTo(other.reach(1, o -> !o.isFraud()));
  }

  private static Scored byRow(Sample sample) {
    int[] rows = sample.where(i -> true);
    return new Scored(
        sample, rows, IntStream.of(rows).mapToDouble(i -> sample.order(i).row()[0]).toArray());
  }

  @Test
  void verdictsDependOnBandAndOnWhetherTheyBind() {
    Finding inside = Finding.of("x", 0.5, Band.atMost(0.5), "");
    Finding outside = Finding.of("x", 0.5, Band.between(0.6, 0.7), "");
    assertThat(inside.verdict()).isEqualTo(Verdict.INSIDE);
    assertThat(inside.binds(true).verdict()).isEqualTo(Verdict.PASS);
    assertThat(outside.verdict()).isEqualTo(Verdict.OUTSIDE);
    assertThat(outside.binds(true).verdict()).isEqualTo(Verdict.FAIL);
    assertThat(new Finding("x", OptionalDouble.empty(), Optional.empty(), true, "").verdict())
        .isEqualTo(Verdict.INFO);
    assertThat(CheckTable.line(outside.binds(true))).contains("0.50", "0.60 – 0.70", "FAIL");
  }

  private static List<Verdict> verdicts(Check check, Sample sample) throws Exception {
    return check.run(sample).stream().map(Finding::verdict).toList();
  }
}
