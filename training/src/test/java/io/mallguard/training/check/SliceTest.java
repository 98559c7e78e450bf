package io.mallguard.training.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.training.truth.Truth;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SliceTest {
  private static final Truth.Note FRAUD = new Truth.Note(true, "T1", "", "ring", 0.5, "");

  @Test
  void honestOrdersAreThinnedAndFraudIsNot() {
    double[] numbers = IntStream.range(0, 200).asDoubleStream().toArray();
    Slice slice = slice(numbers, i -> i % 10 == 3, 50);
    double[] fraud = IntStream.range(0, 20).mapToDouble(i -> 10 * i + 3).toArray();
    assertThat(slice.values(0, 0)).containsExactly(after(every(5, 40), fraud));
    assertThat(slice.thinned(20).values(0, 0)).containsExactly(after(every(20, 10), fraud));
  }

  private static double[] every(int step, int count) {
    return IntStream.range(0, count).mapToDouble(i -> step * i).toArray();
  }

  private static double[] after(double[] honest, double[] fraud) {
    return DoubleStream.concat(DoubleStream.of(honest), DoubleStream.of(fraud)).toArray();
  }

  @Test
  void placesAreTurnedWhereFraudIsLow() {
    double[] low = {1, 2, 3, 4, 0.5, 2.5};
    double[] high = {1, 2, 3, 4, 4.5, 2.5};
    assertThat(places(low)).containsExactly(0.875, 0.625, 0.375, 0.125, 1, 0.5);
    assertThat(places(high)).containsExactly(0.125, 0.375, 0.625, 0.875, 1, 0.5);
  }

  private static double[] places(double[] values) {
    Slice slice = slice(values, i -> i >= 4, 100);
    return slice.places(slice.values(0, 0));
  }

  private static Slice slice(double[] values, IntPredicate isFraud, int enough) {
    Sample sample = new Sample(MadeUpSample.PLAN, List.of("one"), List.of(), 1);
    OrderFacts facts = MadeUpSample.of(1, 0, 1, MadeUpSample.NONE).order(0).facts();
    for (int i = 0; i < values.length; i++) {
      Truth.Note note = isFraud.test(i) ? FRAUD : Truth.Note.HONEST;
      sample.add(facts, new double[] {values[i]}, note, -1, false);
    }
    return Slice.of(sample, sample.where(i -> true), enough);
  }
}
