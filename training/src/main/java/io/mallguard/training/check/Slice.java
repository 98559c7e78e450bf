package io.mallguard.training.check;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Some orders of a sample, sorted so that columns are measured quickly: honest ones that stand for
 * themselves, honest ones that stand for several, fraud. Immutable; a class and not a record
 * because it holds an array.
 */
final class Slice {
  private final Sample sample;
  private final int[] rows;
  private final int single;
  private final int honest;

  private Slice(Sample sample, int[] rows, int single, int honest) {
    this.sample = sample;
    this.rows = rows;
    this.single = single;
    this.honest = honest;
  }

  /** All fraud among some orders, and about so many honest ones. */
  static Slice of(Sample sample, int[] all, int enough) {
    int step = 1 + all.length / enough;
    int[] kept =
        IntStream.range(0, all.length)
            .filter(i -> i % step == 0 || sample.order(all[i]).isFraud())
            .map(i -> all[i])
            .toArray();
    int[] ones = IntStream.of(kept).filter(i -> kind(sample.order(i)) == 0).toArray();
    int[] several = IntStream.of(kept).filter(i -> kind(sample.order(i)) == 1).toArray();
    int[] fraud = IntStream.of(kept).filter(i -> kind(sample.order(i)) == 2).toArray();
    int[] rows =
        IntStream.concat(
                IntStream.concat(IntStream.of(ones), IntStream.of(several)), IntStream.of(fraud))
            .toArray();
    return new Slice(sample, rows, ones.length, ones.length + several.length);
  }

  private static int kind(Sample.Order order) {
    return order.isFraud() ? 2 : order.counts() > 1 ? 1 : 0;
  }

  /** The same with fewer honest orders. */
  Slice thinned(int enough) {
    return of(sample, rows, enough);
  }

  Sample sample() {
    return sample;
  }

  /** How many rings the fraud is of. */
  long rings() {
    return IntStream.range(honest, rows.length)
        .mapToObj(i -> sample.order(rows[i]).group())
        .distinct()
        .count();
  }

  /** A column of the orders. */
  double[] values(int column, double missing) {
    double[] values = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      double value = sample.order(rows[i]).row()[column];
      values[i] = Double.isNaN(value) ? missing : value;
    }
    return values;
  }

  private Honest honest(double[] scores) {
    return Honest.sorting(
        Arrays.copyOf(scores, single), Arrays.copyOfRange(scores, single, honest), sample.oneIn());
  }

  /** Area under the ROC curve, as {@link Area} has it. */
  double area(double[] scores) {
    Honest below = honest(scores);
    double sum = 0;
    for (int i = honest; i < rows.length; i++) {
      sum += below.shareBelow(scores[i]);
    }
    return sum / (rows.length - honest);
  }

  /** Places among honest orders, turned so that fraud stands high. */
  double[] places(double[] scores) {
    Honest below = honest(scores);
    boolean turned = area(scores) < 0.5;
    double[] places = new double[scores.length];
    for (int i = 0; i < places.length; i++) {
      double place = below.shareBelow(scores[i]);
      places[i] = turned ? 1 - place : place;
    }
    return places;
  }

  /** What scores come to. */
  ColumnScan.Found found(String name, double[] scores) {
    double[] places = places(scores);
    double[] fraud = Arrays.copyOfRange(places, honest, places.length);
    Arrays.sort(fraud);
    Area area = Area.of(sample, rows, scores).eitherWay();
    return new ColumnScan.Found(name, area, 1 - fraud[fraud.length / 2]);
  }
}
