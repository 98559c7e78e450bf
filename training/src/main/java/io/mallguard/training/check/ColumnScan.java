package io.mallguard.training.check;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * How well each column alone, and pairs of the best, rank one part of the fraud above honest
 * orders. Of every column an order has its place among honest ones, from 0 to 1 and turned so that
 * fraud stands high; a missing value is less than all others or more, whichever tells more. A pair
 * is tried as sum, difference, lesser and greater of both places: nothing is fitted, so nothing is
 * learned by heart. Immutable.
 */
final class ColumnScan {
  /** So many columns are paired, the best alone. */
  private static final int PAIRED = 30;

  /** Honest orders enough for two digits and a half. */
  private static final int ENOUGH_ALONE = 20_000;

  private static final int ENOUGH_PAIRED = 5_000;

  private static final List<Mix> MIXES =
      List.of(
          new Mix("%s and %s, sum", (a, b) -> a + b),
          new Mix("%s and %s, difference", (a, b) -> a - b),
          new Mix("%s and %s, lesser", Math::min),
          new Mix("%s and %s, greater", Math::max));

  private final Slice slice;
  private final List<Column> columns;

  private ColumnScan(Slice slice, List<Column> columns) {
    this.slice = slice;
    this.columns = columns;
  }

  /**
   * A column or a pair.
   *
   * @param name what it is called
   * @param area how well it ranks, from .5
   * @param rare the share of honest orders that lie where the rarer half of the fraud does
   */
  record Found(String name, Area area, double rare) {
    /** The area that is left if luck is taken off, as far as two standard errors go. */
    double sureArea() {
      return area.value() - 2 * area.error();
    }

    String words() {
      return String.format(
          "%s, standard error %s; half of the fraud lies where %.1f %% of honest orders do",
          name, Band.number(area.error()), 100 * rare);
    }
  }

  private record Column(int index, double missing, double value) {}

  private record Mix(String name, DoubleBinaryOperator of) {}

  /**
   * Scans the orders for which a test holds; empty if their fraud is not that of two rings at
   * least, from which alone an error can be told.
   */
  static Optional<ColumnScan> of(Sample sample, Predicate<Sample.Order> wanted) {
    int[] all = sample.where(i -> wanted.test(sample.order(i)));
    Slice slice = Slice.of(sample, all, ENOUGH_ALONE);
    if (slice.rings() < 2) {
      return Optional.empty();
    }
    List<Column> columns =
        IntStream.range(0, sample.columns().size())
            .parallel()
            .mapToObj(column -> column(slice, column))
            .sorted(Comparator.comparingDouble((Column column) -> -column.value))
            .toList();
    return Optional.of(new ColumnScan(slice, columns));
  }

  private static Column column(Slice slice, int column) {
    double[] values = slice.values(column, -Double.MAX_VALUE);
    double low = eitherWay(slice.area(values));
    if (Arrays.stream(values).noneMatch(value -> value == -Double.MAX_VALUE)) {
      return new Column(column, 0, low);
    }
    double high = eitherWay(slice.area(slice.values(column, Double.MAX_VALUE)));
    return high > low
        ? new Column(column, Double.MAX_VALUE, high)
        : new Column(column, -Double.MAX_VALUE, low);
  }

  private static double eitherWay(double area) {
    return Math.max(area, 1 - area);
  }

  /** The best column. */
  Found column() {
    Column best = columns.get(0);
    return slice.found(name(best), slice.values(best.index, best.missing));
  }

  private String name(Column column) {
    return slice.sample().columns().get(column.index);
  }

  private record Pair(int one, int other, Mix mix, double value) {}

  /** The best pair; empty if there is one column only. */
  Optional<Found> pair() {
    Slice fewer = slice.thinned(ENOUGH_PAIRED);
    List<double[]> places = columns.stream().limit(PAIRED).map(c -> places(fewer, c)).toList();
    int count = places.size();
    return IntStream.range(0, count * count)
        .parallel()
        .filter(at -> at / count < at % count)
        .mapToObj(at -> pair(fewer, places, at / count, at % count))
        .max(Comparator.comparingDouble(Pair::value))
        .map(pair -> found(pair));
  }

  private static Pair pair(Slice slice, List<double[]> places, int one, int other) {
    Pair best = new Pair(one, other, MIXES.get(0), 0);
    for (Mix mix : MIXES) {
      double value = eitherWay(slice.area(mixed(mix, places.get(one), places.get(other))));
      best = value > best.value ? new Pair(one, other, mix, value) : best;
    }
    return best;
  }

  /** Measured on all orders of the scan. */
  private Found found(Pair pair) {
    Column one = columns.get(pair.one);
    Column other = columns.get(pair.other);
    double[] mixed = mixed(pair.mix, places(slice, one), places(slice, other));
    return slice.found(String.format(pair.mix.name, name(one), name(other)), mixed);
  }

  private static double[] mixed(Mix mix, double[] one, double[] other) {
    double[] mixed = new double[one.length];
    Arrays.setAll(mixed, i -> mix.of.applyAsDouble(one[i], other[i]));
    return mixed;
  }

  private static double[] places(Slice slice, Column column) {
    return slice.places(slice.values(column.index, column.missing));
  }
}
