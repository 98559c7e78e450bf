package io.mallguard.training.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shares side by side as an inline picture: what is compared with outlined, what is new filled. */
public final class BarPairs {
  private static final int LEFT = 40;
  private static final int TOP = 8;
  private static final int HEIGHT = 96;
  private static final int MOST_WIDTH = 340;
  private static final int WIDEST_SLOT = 30;
  private static final int LABEL_WIDTH = 22;
  private static final double[] SCALES = {0.05, 0.1, 0.25, 0.5, 1};

  private final String label;
  private final List<Pair> pairs = new ArrayList<>();

  private record Pair(String mark, double reference, double month) {}

  /**
   * A picture without bars.
   *
   * @param label what it shows, for those who can't see it
   */
  public BarPairs(String label) {
    this.label = label;
  }

  /**
   * Adds two bars.
   *
   * @param mark written below them, a few letters
   * @param reference outlined, a share in [0, 1]
   * @param month filled, a share in [0, 1]
   */
  public BarPairs add(String mark, double reference, double month) {
    pairs.add(new Pair(mark, reference, month));
    return this;
  }

  /** The picture as markup. */
  public String svg() {
    double scale = scale();
    int slot = Math.min(WIDEST_SLOT, MOST_WIDTH / pairs.size());
    int bar = Math.max(1, (slot - Math.min(6, slot / 3)) / 2);
    int width = LEFT + slot * pairs.size() + 6;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg width=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
            width,
            width,
            TOP + HEIGHT + 22,
            Html.escape(label)));
    grid(svg, scale, width);
    int step = (LABEL_WIDTH + slot - 1) / slot;
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      int x = LEFT + slot * i + 4;
      bar(svg, "reference", x, bar, pair.reference / scale);
      bar(svg, "month", x + bar + 1, bar, pair.month / scale);
      if ((pairs.size() - 1 - i) % step == 0) {
        label(svg, x + bar, pair.mark);
      }
    }
    return svg.append("</svg>").toString();
  }

  private double scale() {
    double largest = 0;
    for (Pair pair : pairs) {
      largest = Math.max(largest, Math.max(pair.reference, pair.month));
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
}
