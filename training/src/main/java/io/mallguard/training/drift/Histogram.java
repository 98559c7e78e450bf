package io.mallguard.training.drift;

import java.util.List;
import java.util.Locale;

/** The bins of a column as an inline picture: reference outlined, month filled. */
final class Histogram {
  private static final int LEFT = 40;
  private static final int TOP = 8;
  private static final int HEIGHT = 96;
  private static final int MOST_WIDTH = 340;
  private static final int WIDEST_SLOT = 30;
  private static final int LABEL_WIDTH = 22;
  private static final double[] SCALES = {0.25, 0.5, 1};

  private Histogram() {}

  /** The picture; its numbers are those of the column's table of bins. */
  static String of(ColumnComparison column) {
    List<Bin> bins = column.bins();
    double n = Math.max(1, column.reference().rows());
    double m = Math.max(1, column.month().rows());
    double scale = scale(bins, n, m);
    int slot = Math.min(WIDEST_SLOT, MOST_WIDTH / bins.size());
    int bar = (slot - 6) / 2;
    int width = LEFT + slot * bins.size() + 6;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg width=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Share of rows"
                + " per bin, reference and month, of %s\">",
            width,
            width,
            TOP + HEIGHT + 22,
            Html.escape(column.reference().name())));
    grid(svg, scale, width);
    for (int i = 0; i < bins.size(); i++) {
      Bin bin = bins.get(i);
      int x = LEFT + slot * i + 4;
      bar(svg, "reference", x, bar, bin.reference() / n / scale);
      bar(svg, "month", x + bar + 1, bar, bin.month() / m / scale);
      if (slot >= LABEL_WIDTH || (bins.size() - 1 - i) % 2 == 0) {
        label(svg, x + bar, mark(bin, i, bins));
      }
    }
    return svg.append("</svg>").toString();
  }

  private static double scale(List<Bin> bins, double n, double m) {
    double largest = 0;
    for (Bin bin : bins) {
      largest = Math.max(largest, Math.max(bin.reference() / n, bin.month() / m));
    }
    for (double scale : SCALES) {
      if (largest <= scale) {
        return scale;
      }
    }
    return 1;
  }

  private static void grid(StringBuilder svg, double scale, int width) {
    for (int i = 0; i <= 2; i++) {
      double y = TOP + HEIGHT * (1 - i / 2.0);
      String percent = Figure.percent(scale * i / 2).words();
      svg.append(
          String.format(
              Locale.ROOT,
              "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>"
                  + "<text class=\"axis\" x=\"%d\" y=\"%.1f\">%s</text>",
              LEFT,
              y,
              width,
              y,
              LEFT - 4,
              y + 3,
              percent));
    }
  }

  private static void bar(StringBuilder svg, String side, int x, int width, double part) {
    double height = HEIGHT * part;
    svg.append(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\"/>",
            side,
            x,
            TOP + HEIGHT - height,
            width,
            height));
  }

  private static void label(StringBuilder svg, int x, String mark) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text class=\"bin\" x=\"%d\" y=\"%d\">%s</text>",
            x,
            TOP + HEIGHT + 14,
            Html.escape(mark)));
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
