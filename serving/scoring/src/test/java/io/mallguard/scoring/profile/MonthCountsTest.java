package io.mallguard.scoring.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MonthCountsTest {
  private final ReferenceProfile reference =
      ProfileFixture.of(ProfileFixture.column(new SplittableRandom(3), 500));

  @Test
  void anyOrderOfMergingGivesTheSameBits() {
    List<MonthCounts> first = days();
    List<MonthCounts> second = days();
    Collections.shuffle(second, new Random(5));
    MonthCounts one = new MonthCounts(reference);
    first.forEach(one::add);
    MonthCounts two = new MonthCounts(reference);
    second.forEach(two::add);
    assertThat(one.rows()).isEqualTo(31 * 40L);
    assertThat(bits(two)).isEqualTo(bits(one));
  }

  private List<MonthCounts> days() {
    SplittableRandom random = new SplittableRandom(11);
    List<MonthCounts> days = new ArrayList<>();
    for (int day = 0; day < 31; day++) {
      MonthCounts counts = new MonthCounts(reference);
      double[] column = ProfileFixture.column(random, 40);
      for (double value : column) {
        counts.add(new double[] {value}, random.nextDouble(), random.nextDouble());
      }
      days.add(counts);
    }
    return days;
  }

  private static List<Object> bits(MonthCounts counts) {
    List<Object> bits = new ArrayList<>(List.of(counts.rows()));
    List<ColumnCounts> columns = new ArrayList<>(counts.features());
    columns.add(counts.probability());
    columns.add(counts.anomaly());
    for (ColumnCounts column : columns) {
      for (int i = 0; i < column.grid().cellCount(); i++) {
        bits.add(column.cell(i));
      }
      bits.addAll(List.of(column.mean(), column.minimum(), column.maximum(), column.missing()));
      bits.addAll(List.of(column.infinite(), column.belowMinimum(), column.aboveMaximum()));
    }
    bits.add(counts.atOrAbove(0));
    bits.add(counts.atOrAbove(1));
    return bits;
  }

  @Test
  void scoresAtAThresholdAreAboveItAndMissingOnesAreNot() {
    MonthCounts counts = new MonthCounts(reference);
    for (double score : new double[] {0.5, 0.49, 0.9, Double.NaN}) {
      counts.add(new double[] {1}, score, 0.5);
    }
    assertThat(counts.atOrAbove(0)).isEqualTo(2);
    assertThat(counts.atOrAbove(1)).isEqualTo(1);
    assertThat(counts.probability().missing()).isEqualTo(1);
  }

  @Test
  void aRowOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> new MonthCounts(reference).add(new double[2], 0, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("row of 2 columns, must have 1");
  }

  @Test
  void countsOfAnotherReferenceOrItselfAreRefused() {
    MonthCounts counts = new MonthCounts(reference);
    assertThatThrownBy(() -> counts.add(counts)).isInstanceOf(IllegalArgumentException.class);
    MonthCounts foreign = new MonthCounts(ProfileFixture.of(new double[] {1, 2}));
    assertThatThrownBy(() -> counts.add(foreign)).isInstanceOf(IllegalArgumentException.class);
  }
}
