package io.mallguard.training.calibration;

import io.mallguard.training.page.BarPairs;
import io.mallguard.training.page.Html;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** The comparison as one self-contained page; the same trade gives the same bytes. */
final class CalibrationPage {
  private static final double[] VALUES = {1 / 32.0, 1 / 16.0, 0.125, 0.25, 0.5, 1, 2, 4, 8, 16, 32};
  private static final List<String> VALUE_MARKS =
      List.of("<¹⁄₃₂", "¹⁄₃₂", "¹⁄₁₆", "⅛", "¼", "½", "1", "2", "4", "8", "16", "32+");
  private static final double[] HOURS = {1, 24, 72, 168, 336, 720};
  private static final List<String> HOUR_MARKS =
      List.of("<1h", "1h", "1d", "3d", "1w", "2w", "30d+");
  private static final double[] COUNTS = {1.5, 2.5, 3.5, 5.5, 10.5, 20.5, 50.5};
  private static final List<String> COUNT_MARKS =
      List.of("1", "2", "3", "4", "6", "11", "21", "51+");
  private static final List<String> WEEKDAYS = List.of("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su");

  private final Habits mall;
  private final Habits retail;
  private final Html html = Html.page("Calibration of the simulated mall");

  private CalibrationPage(Habits mall, Habits retail) {
    this.mall = mall;
    this.retail = retail;
  }

  /** The bytes: UTF-8. */
  static byte[] write(Habits mall, Habits retail) {
    return new CalibrationPage(mall, retail).page();
  }

  private byte[] page() {
    html.raw("<header>\n<h1>Calibration of the simulated mall</h1>\n<p class=\"soft\">")
        .text(period(mall) + " against " + period(retail) + ".")
        .raw("</p>\n</header>\n<main>\n")
        .element(
            "p",
            "Online Retail is one British shop for gift-ware whose customers are mostly"
                + " businesses, so the two need not agree; where they differ, the reason stands"
                + " beside the figures. Values are compared as multiples of the median order,"
                + " times are local.");
    pictures();
    table();
    return html.raw("</main>\n").endPage();
  }

  private static String period(Habits habits) {
    Trade trade = habits.trade();
    return String.format(
        "%s, %s to %s, %,d orders",
        trade.name(), trade.first(), trade.end().minusDays(1), trade.orders().size());
  }

  private void pictures() {
    html.raw("<h2 id=\"pictures\">Pictures</h2>\n<p class=\"key\"><i></i>Online Retail")
        .raw("<i class=\"m\"></i>mall; a mark stands at the lower end of its class.</p>\n")
        .raw("<div class=\"plots\">\n");
    plot("Value of an order / median", VALUE_MARKS, h -> h.values().between(VALUES));
    plot("Value of a cancellation / median order", VALUE_MARKS, h -> h.cancelled().between(VALUES));
    plot("Orders by hour", numbers(0, 24), h -> orders(h, 24, Trade.Deal::hour));
    plot(
        "Orders by weekday",
        WEEKDAYS,
        h -> orders(h, 7, order -> order.day().getDayOfWeek().getValue() - 1));
    plot("Orders by week of the period", numbers(1, weeks()), h -> orders(h, weeks(), week(h)));
    plot("Orders of a customer", COUNT_MARKS, h -> h.perCustomer().between(COUNTS));
    plot("Gap between two orders of a customer", HOUR_MARKS, h -> h.gaps().between(HOURS));
    plot("From the latest order to a cancellation", HOUR_MARKS, h -> h.lags().between(HOURS));
    html.raw("</div>\n");
  }

  private static List<String> numbers(int from, int count) {
    return IntStream.range(from, from + count).mapToObj(String::valueOf).toList();
  }

  private static double[] orders(Habits habits, int classes, ToIntFunction<Trade.Deal> classOf) {
    return Shares.histogram(habits.trade().orders(), classes, classOf);
  }

  private static ToIntFunction<Trade.Deal> week(Habits habits) {
    long first = habits.trade().first().toEpochDay();
    return order -> (int) ((order.day().toEpochDay() - first) / 7);
  }

  private int weeks() {
    long days =
        Math.max(
            mall.trade().end().toEpochDay() - mall.trade().first().toEpochDay(),
            retail.trade().end().toEpochDay() - retail.trade().first().toEpochDay());
    return (int) ((days + 6) / 7);
  }

  /** What the bars show of one side. */
  private interface Bars {
    double[] of(Habits habits);
  }

  private void plot(String title, List<String> marks, Bars bars) {
    BarPairs picture = new BarPairs(title + ", Online Retail and mall");
    double[] outlined = bars.of(retail);
    double[] filled = bars.of(mall);
    for (int i = 0; i < filled.length; i++) {
      picture.add(marks.get(i), outlined[i], filled[i]);
    }
    html.raw("<figure class=\"plot\"><figcaption><b>")
        .text(title)
        .raw("</b></figcaption>" + picture.svg() + "</figure>\n");
  }

  private void table() {
    html.raw("<h2 id=\"figures\">Figures</h2>\n<div class=\"reasons\">")
        .head("Both figures, and why they differ.", "Quantity", "Mall", "Retail", "Reason");
    String group = "";
    for (Line line : Line.of(mall, retail)) {
      if (!line.group().equals(group)) {
        group = line.group();
        html.raw("<tr><th colspan=\"4\" scope=\"rowgroup\">").text(group).raw("</th></tr>\n");
      }
      html.raw("<tr><td>")
          .text(line.quantity())
          .raw("</td>")
          .cell(Html.number(line.mall()))
          .cell(Html.number(line.retail()))
          .raw("<td class=\"words\">")
          .text(line.reason())
          .raw("</td></tr>\n");
    }
    html.tail().raw("</div>\n");
  }
}
