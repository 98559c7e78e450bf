package io.mallguard.training.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mallguard.training.truth.Truth;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Figures of the checks on samples so small that the truth is known. */
class CheckFiguresTest {
  private static final long DAY_MILLIS = 86_400_000L;

  private static Sample empty(int oneIn) {
    return new Sample(MadeUpSample.PLAN, List.of("one", "other"), List.of(), oneIn);
  }

  private static OrderFacts facts(long day, long buyer, long shop, long device, long card) {
    return new OrderFacts(
        0,
        "e8",
        "o8",
        buyer,
        shop,
        device,
        card,
        0,
        MadeUpSample.PLAN.days().startMillis(0) + day * DAY_MILLIS,
        0,
        100,
        Stream.generate(() -> 0L).limit(OrderFacts.WORDS.size()).toList(),
        0);
  }

  private static Truth.Note fraud(String typology, String ring) {
    return new Truth.Note(true, typology, "", ring, 0.5, "");
  }

  private static void fraud(Sample sample, String ring, long shop, long device, long card) {
    sample.add(facts(1, 1, shop, device, card), new double[2], fraud("T1", ring), -1, false);
  }

  @Test
  void ringsThatShareAnythingStayOnOneSide() {
    Sample sample = empty(1);
    fraud(sample, "a", 1, 1, 0);
    fraud(sample, "b", 2, 1, 0);
    fraud(sample, "b", 3, 2, 7);
    fraud(sample, "c", 4, 3, 7);
    fraud(sample, "d", 5, 4, 0);
    fraud(sample, "d", 6, 4, 8);
    fraud(sample, "", 6, 5, 9);
    sample.add(facts(1, 1, 6, 5, 9), new double[2], Truth.Note.HONEST, -1, false);
    RingSplit split = RingSplit.of(sample);
    assertThat(split.clusters()).isEqualTo(2);
    assertThat(split.largestShare()).isCloseTo(4 / 7.0, within(1e-12));
    assertThat(split.hidden()).containsExactlyInAnyOrder("d", "buyer 1");
    // The last is an honest order of a hidden offender.
    assertThat(sample.where(i -> split.isHidden(sample.order(i)))).containsExactly(4, 5, 6);
  }

  /** Neither column says much; their sum says all, whichever way the second runs. */
  @ParameterizedTest
  @ValueSource(ints = {1, -1})
  void aPairIsFoundThatSaysMoreThanItsColumns(int way) {
    Random random = new Random(7);
    Sample sample = empty(1);
    for (int i = 0; i < 3_000; i++) {
      double[] row = {random.nextGaussian(), random.nextGaussian()};
      boolean isFraud = row[0] + way * row[1] > 2.5;
      Truth.Note note = isFraud ? fraud("T1", "ring " + i % 9) : Truth.Note.HONEST;
      sample.add(facts(1, i, 1, 1, 0), row, note, -1, false);
    }
    ColumnScan scan = ColumnScan.of(sample, order -> true).orElseThrow();
    assertThat(scan.column().area().value()).isBetween(0.8, 0.95);
    ColumnScan.Found pair = scan.pair().orElseThrow();
    assertThat(pair.name()).endsWith("sum");
    assertThat(pair.area().value()).isGreaterThan(0.98);
    assertThat(pair.rare()).isLessThan(0.02);
  }

  @Test
  void aSliceMeasuresAsAnAreaDoes() {
    Random random = new Random(8);
    for (int round = 0; round < 20; round++) {
      Sample sample = empty(3);
      for (int i = 0; i < 200; i++) {
        Truth.Note note = random.nextInt(5) == 0 ? fraud("T1", "r" + i % 4) : Truth.Note.HONEST;
        boolean several = !note.isFraud() && random.nextBoolean();
        sample.add(facts(1, i, 1, 1, 0), new double[] {random.nextInt(9), 0}, note, -1, several);
      }
      int[] rows = sample.where(i -> true);
      double[] scores = IntStream.of(rows).mapToDouble(i -> sample.order(i).row()[0]).toArray();
      Slice slice = Slice.of(sample, rows, 1_000);
      assertThat(slice.area(slice.values(0, 0)))
          .isCloseTo(Area.of(sample, rows, scores).value(), within(1e-12));
      assertThat(slice.found("x", slice.values(0, 0)).area())
          .isEqualTo(Area.of(sample, rows, scores).eitherWay());
    }
  }

  @Test
  void aModelIsShownAllFraudAndHonestOrdersThatStandForAsMany() {
    Sample sample = empty(10);
    for (int i = 0; i < 400; i++) {
      boolean several = i % 4 > 0;
      Truth.Note note = i % 50 == 0 ? fraud("T1", "r") : Truth.Note.HONEST;
      sample.add(facts(1, i, 1, 1, 0), new double[2], note, -1, several);
    }
    int[] all = sample.where(i -> true);
    Learner learner = new Learner(sample, 100, 1, 1, 1, false);
    long standsFor = learner.standsFor(all, i -> sample.order(i).isFraud());
    assertThat(standsFor).isEqualTo(40);
    int[] shown = learner.shown(all, i -> sample.order(i).isFraud(), standsFor);
    assertThat(IntStream.of(shown).filter(i -> sample.order(i).isFraud()).count()).isEqualTo(8);
    double honest =
        IntStream.of(all)
            .filter(i -> !sample.order(i).isFraud())
            .mapToDouble(i -> sample.order(i).counts())
            .sum();
    assertThat((shown.length - 8) * 40.0).isCloseTo(honest, within(40.0));
  }

  /** All that makes it too good is T1. */
  @Test
  void whyNamesTheTypologyWithoutWhichAFigureIsInside() {
    Sample sample = empty(1);
    double[] scores = new double[300];
    Random random = new Random(9);
    for (int i = 0; i < scores.length; i++) {
      Truth.Note note =
          i < 40 ? fraud("T1", "a" + i) : i < 80 ? fraud("T2", "b" + i) : Truth.Note.HONEST;
      sample.add(facts(1, i, 1, 1, 0), new double[2], note, -1, false);
      scores[i] = random.nextDouble() + (i < 40 ? 1 : 0);
    }
    Scored scored = new Scored(sample, sample.where(i -> true), scores);
    double area = scored.area().value();
    Finding outside = Finding.of("x", area, Band.between(0.4, 0.6), "");
    String why = Why.outside(outside, scored, s -> s.area().value());
    assertThat(why).startsWith("; without T1 0.").contains("(inside), T2 1.00");
    Finding inside = Finding.of("x", area, Band.atMost(1), "");
    assertThat(Why.outside(inside, scored, s -> s.area().value())).isEmpty();
  }

  @Test
  void shapesOfGraphs() {
    assertThat(Degrees.exponent(new int[] {1, 5, 11, 11}))
        .isCloseTo(1 + 1 / Math.log(2), within(1e-12));
    Payments payments = new Payments();
    payments.pay(1, 2);
    payments.pay(2, 1);
    payments.pay(1, 3);
    payments.pay(2, 3);
    payments.pay(3, 4);
    payments.pay(4, 4);
    assertThat(payments.reciprocity()).isCloseTo(2 / 5.0, within(1e-12));
    assertThat(payments.degrees()).containsExactlyInAnyOrder(2, 2, 3, 1);
    assertThat(payments.clustering()).isCloseTo((1 + 1 + 1 / 3.0) / 3, within(1e-12));
  }

  @Test
  void evenStepsAreNotBurstyAndCrowdedOnesAre() {
    TradeShape shape = new TradeShape();
    for (int i = 0; i < 40; i++) {
      shape.order(1, 1, i * DAY_MILLIS, false);
      shape.order(2, 1, (long) (i / 20) * 100 * DAY_MILLIS + i % 20, true);
    }
    assertThat(shape.burstiness(false)).isCloseTo(-1, within(1e-9));
    assertThat(shape.burstiness(true)).isBetween(0.6, 1.0);
    assertThat(shape.buyersOfShops()).containsExactly(2);
  }

  /** What tells fraud of a ring from its honest orders is lost once labels are dealt again. */
  @ParameterizedTest
  @ValueSource(ints = {1, 12})
  void dealtLabelsTeachNothing(int oneIn) {
    Random random = new Random(10);
    List<String> columns = IntStream.range(0, 60).mapToObj(c -> "c" + c).toList();
    Sample sample = new Sample(MadeUpSample.PLAN, columns, List.of(), oneIn);
    for (int i = 0; i < 6_000; i++) {
      long buyer = i % 300;
      boolean cheats = buyer < 60;
      int sixths = buyer % 2 == 0 ? 1 : 4;
      boolean isFraud = cheats && random.nextInt(6) < sixths;
      double[] row = random.doubles(columns.size()).toArray();
      row[0] = random.nextGaussian() + (isFraud ? 2 : 0);
      row[1] = cheats ? 1 : 0;
      Truth.Note note = isFraud ? fraud("T1", "ring " + buyer % 12) : Truth.Note.HONEST;
      sample.add(facts(i / 100, buyer, 1, 1, 0), row, note, -1, !cheats);
    }
    List<Finding> findings = new ShuffleCheck().run(sample);
    assertThat(findings).extracting(Finding::verdict).containsOnly(Verdict.INSIDE);
    assertThat(findings.get(1).reason()).containsPattern("; 0\\.[89]\\d* with true labels");
  }

  /** Fraud of ring a has honest orders of a below it, of 1 and .5; that of b .333; c has none. */
  @Test
  void insideRingsFraudIsComparedWithTheOrdersOfItsOwnPeople() {
    Sample sample = empty(1);
    double[] scores = {5, 2, 4, 1, 10, 11, 12, 9, 0, 3, 3, 20};
    long[] buyers = {1, 2, 1, 2, 3, 3, 3, 3, 4, 5, 6, 7};
    Map<Long, String> people = Map.of(1L, "a", 2L, "a", 3L, "b", 4L, "c");
    for (int i = 0; i < scores.length; i++) {
      boolean isFraud = List.of(0, 1, 4, 8).contains(i);
      Truth.Note note =
          isFraud ? fraud("T1", people.getOrDefault(buyers[i], "")) : Truth.Note.HONEST;
      sample.add(facts(1, buyers[i], 1, 1, 0), new double[2], note, -1, false);
    }
    Scored scored = new Scored(sample, sample.where(i -> true), scores);
    assertThat(ShuffleCheck.insideRings(scored, people).value())
        .isCloseTo((1 + 0.5 + 1 / 3.0) / 3, within(1e-12));
  }
}
