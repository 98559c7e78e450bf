package io.mallguard.training.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.training.evaluation.Measure;
import io.mallguard.training.truth.RankedFrauds.Scored;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RingBootstrapTest {
  private static final Scored OTHER = new Scored(0, false, "", 0, 1);

  /**
   * Of ten rings five rank above all others and five below, so the area is the share of draws that
   * hit the former: at most .1 in 1 of 100 resamples, at most .2 in 5 of 100. Forty orders drawn
   * one by one would give .35 and .65.
   */
  @Test
  void tenRingsOfFourOrdersByHand() {
    List<Scored> rows = new ArrayList<>(List.of(OTHER));
    for (int i = 0; i < 40; i++) {
      int ring = i % 10;
      rows.add(new Scored(ring < 5 ? 1 : -1, true, "ring " + ring, 100, 1));
    }
    Measure area = RingBootstrap.areaUnderRoc(new RankedFrauds(rows));
    assertThat(area.value()).hasValue(0.5);
    assertThat(area.low()).hasValue(0.2);
    assertThat(area.high()).hasValue(0.8);
  }

  /**
   * Ends of rankings at random against those of four times as many naive draws, as shares of half
   * the width. A thousand draws are off by .05 in the mean square, a hundred by .14.
   */
  @Test
  void endsAreThoseOfManyNaiveDraws() {
    Random random = new Random(1);
    double squares = 0;
    int rankings = 30;
    for (int i = 0; i < rankings; i++) {
      List<Scored> rows = rows(random);
      Measure area = RingBootstrap.areaUnderRoc(new RankedFrauds(rows));
      double[] drawn = naive(rows, 4_000, random);
      double low = drawn[100];
      double high = drawn[3_899];
      squares += Math.pow((area.low().orElseThrow() - low) / (high - low) * 2, 2);
      squares += Math.pow((area.high().orElseThrow() - high) / (high - low) * 2, 2);
    }
    assertThat(Math.sqrt(squares / (2 * rankings))).isLessThan(0.075);
  }

  /** Rings of several sizes, the orders of each alike, among a hundred others. */
  private static List<Scored> rows(Random random) {
    List<Scored> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(new Scored(i, false, "", 0, 1));
    }
    int rings = 15 + random.nextInt(25);
    for (int ring = 0; ring < rings; ring++) {
      double middle = 100 * random.nextDouble();
      int size = 1 + random.nextInt(9);
      for (int i = 0; i < size; i++) {
        rows.add(new Scored(middle + random.nextGaussian(), true, "ring " + ring, 100, 1));
      }
    }
    return rows;
  }

  /** Areas of as many rings as there are, drawn with repetition, in order. */
  private static double[] naive(List<Scored> rows, int resamples, Random random) {
    List<String> rings =
        rows.stream().filter(Scored::isFraud).map(Scored::group).distinct().toList();
    List<double[]> belowPerRing = rings.stream().map(ring -> below(rows, ring)).toList();
    double[] areas = new double[resamples];
    for (int i = 0; i < resamples; i++) {
      List<double[]> drawn = new ArrayList<>();
      rings.forEach(ring -> drawn.add(belowPerRing.get(random.nextInt(rings.size()))));
      areas[i] = drawn.stream().flatMapToDouble(Arrays::stream).average().orElseThrow();
    }
    Arrays.sort(areas);
    return areas;
  }

  /** For each fraud of a ring the share of others below it. */
  private static double[] below(List<Scored> rows, String ring) {
    List<Scored> others = rows.stream().filter(row -> !row.isFraud()).toList();
    return rows.stream()
        .filter(row -> row.isFraud() && row.group().equals(ring))
        .mapToDouble(
            row ->
                (double) others.stream().filter(o -> o.score() < row.score()).count()
                    / others.size())
        .toArray();
  }

  @Test
  void withoutFraudAnIntervalIsEmpty() {
    Measure area = RingBootstrap.areaUnderRoc(new RankedFrauds(List.of(OTHER)));
    assertThat(area.value()).isEmpty();
    assertThat(area.low()).isEmpty();
    assertThat(area.high()).isEmpty();
  }
}
