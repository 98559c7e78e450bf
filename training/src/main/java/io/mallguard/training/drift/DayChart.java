package io.mallguard.training.drift;

import java.util.List;
import java.util.Locale;

/** Rows per day as an inline picture. */
final class DayChart {
  private static final int LEFT = 8;
  private static final int HEIGHT = 80;
  private static final int SLOT = 18;

  private DayChart() {}

  /** The picture; a day without rows has a mark below the line. */
  static String of(List<Long> rowsPerDay) {
    long most = Math.max(1, rowsPerDay.stream().mapToLong(Long::longValue).max().orElse(1));
    int width = LEFT + SLOT * rowsPerDay.size() + 8;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg width=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Rows per day\">",
            width,
            width,
            HEIGHT + 24));
    for (int i = 0; i < rowsPerDay.size(); i++) {
      double height = HEIGHT * (rowsPerDay.get(i) / (double) most);
      int x = LEFT + SLOT * i;
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"month\" x=\"%d\" y=\"%.1f\" width=\"%d\" height=\"%.1f\"/>"
                  + "<text class=\"bin\" x=\"%d\" y=\"%d\">%s</text>",
              x,
              HEIGHT + 4 - height,
              SLOT - 4,
              height,
              x + SLOT / 2 - 2,
              HEIGHT + 18,
              rowsPerDay.get(i) == 0 ? "×" : String.valueOf(i + 1)));
    }
    return svg.append("</svg>").toString();
  }
}
