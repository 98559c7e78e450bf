package io.mallguard.training.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.training.truth.RankedFrauds.Scored;
import io.mallguard.training.truth.RankedFrauds.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankedFraudsTest {
  private static final Offset<Double> NEAR = Offset.offset(1e-9);

  @Test
  void fourRowsByHand() {
    List<Scored> rows =
        List.of(
            new Scored(4, true, "a", 100, 1),
            new Scored(3, false, "", 0, 1),
            new Scored(2, true, "a", 300, 1),
            new Scored(1, false, "", 0, 1));
    RankedFrauds ranked = new RankedFrauds(rows);
    int[] once = {1};
    assertThat(ranked.averagePrecision(once)).hasValue((1 + 2 / 3.0) / 2);
    assertThat(ranked.areaUnderRoc(once)).hasValue(0.75);
    assertThat(ranked.kolmogorovSmirnov(once)).hasValue(0.5);
    assertThat(ranked.recall(once, 0.25, Weight.ONE)).hasValue(0.5);
    assertThat(ranked.recall(once, 0.25, Weight.AMOUNT)).hasValue(0.25);
  }

  @Test
  void withoutFraudNothingIsDefined() {
    RankedFrauds ranked = new RankedFrauds(List.of(new Scored(1, false, "", 0, 1)));
    assertThat(ranked.averagePrecision(new int[0])).isEmpty();
    assertThat(ranked.areaUnderRoc(new int[0])).isEmpty();
    assertThat(ranked.recall(new int[0], 0.01, Weight.ONE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void ranksAsARowByRowCountDoes(long seed) {
    Random random = new Random(seed);
    List<Scored> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      boolean isFraud = random.nextInt(4) == 0;
      rows.add(
          new Scored(
              random.nextInt(12) + (isFraud ? 3 : 0),
              isFraud,
              "ring " + random.nextInt(5),
              1 + random.nextInt(100),
              isFraud ? 1 : 1 + random.nextInt(3)));
    }
    RankedFrauds ranked = new RankedFrauds(rows);
    List<String> groups =
        rows.stream()
            .sorted((a, b) -> Double.compare(b.score(), a.score()))
            .filter(Scored::isFraud)
            .map(Scored::group)
            .distinct()
            .toList();
    int[] counts = random.ints(groups.size(), 0, 3).toArray();
    counts[0]++;
    List<Scored> all = new ArrayList<>();
    for (Scored row : rows) {
      int times = row.isFraud() ? counts[groups.indexOf(row.group())] : row.stands();
      for (int copy = 0; copy < times; copy++) {
        all.add(row);
      }
    }
    assertThat(ranked.areaUnderRoc(counts).getAsDouble()).isCloseTo(naiveArea(all), NEAR);
    assertThat(ranked.averagePrecision(counts).getAsDouble()).isCloseTo(naivePrecision(all), NEAR);
    assertThat(ranked.kolmogorovSmirnov(counts).getAsDouble()).isCloseTo(naiveDistance(all), NEAR);
  }

  private static double naiveArea(List<Scored> rows) {
    double wins = 0;
    double pairs = 0;
    for (Scored fraud : rows) {
      for (Scored other : rows) {
        if (fraud.isFraud() && !other.isFraud()) {
          pairs++;
          wins += fraud.score() > other.score() ? 1 : fraud.score() == other.score() ? 0.5 : 0;
        }
      }
    }
    return wins / pairs;
  }

  private static double naivePrecision(List<Scored> rows) {
    double sum = 0;
    double frauds = 0;
    for (Scored fraud : rows) {
      if (fraud.isFraud()) {
        frauds++;
        double seen = rows.stream().filter(r -> r.score() >= fraud.score()).count();
        double hit = rows.stream().filter(r -> r.isFraud() && r.score() >= fraud.score()).count();
        sum += hit / seen;
      }
    }
    return sum / frauds;
  }

  private static double naiveDistance(List<Scored> rows) {
    double best = 0;
    for (Scored at : rows) {
      best = Math.max(best, share(rows, true, at.score()) - share(rows, false, at.score()));
    }
    return best;
  }

  private static double share(List<Scored> rows, boolean isFraud, double from) {
    double all = rows.stream().filter(r -> r.isFraud() == isFraud).count();
    return rows.stream().filter(r -> r.isFraud() == isFraud && r.score() >= from).count() / all;
  }
}
