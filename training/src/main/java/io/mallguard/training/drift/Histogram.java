package io.mallguard.training.drift;

import io.mallguard.training.page.BarPairs;
import io.mallguard.training.page.Figure;
import java.util.List;

/** The bins of a column as an inline picture: reference outlined, month filled. */
final class Histogram {
  private Histogram() {}

  /** The picture; its numbers are those of the column's table of bins. */
  static String of(ColumnComparison column) {
    List<Bin> bins = column.bins();
    double n = Math.max(1, column.reference().rows());
    double m = Math.max(1, column.month().rows());
    String name = column.reference().name();
    BarPairs bars = new BarPairs("Share of rows per bin, reference and month, of " + name);
    for (int i = 0; i < bins.size(); i++) {
      Bin bin = bins.get(i);
      bars.add(mark(bin, i, bins), bin.reference() / n, bin.month() / m);
    }
    return bars.svg();
  }

  /* Atoms by value if short, intervals by number as in the table. */
  private static String mark(Bin bin, int index, List<Bin> bins) {
    return switch (bin.kind()) {
      case MISSING -> "miss";
      case ATOM -> atom(bin.low());
      case INTERVAL -> String.valueOf(index - bins.stream().filter(Histogram::isAtom).count() + 1);
    };
  }

  private static boolean isAtom(Bin bin) {
    return bin.kind() == Bin.Kind.ATOM;
  }

  private static String atom(double value) {
    String words = "=" + Figure.number(value).words();
    return words.length() <= 6 ? words : "=…";
  }
}
