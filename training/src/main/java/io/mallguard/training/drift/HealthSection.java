package io.mallguard.training.drift;

import io.mallguard.training.page.Figure;
import io.mallguard.training.page.Html;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/** Data health: rows per day; missing, out of range and infinite per column. */
final class HealthSection {
  private HealthSection() {}

  static void write(DriftReport report, Html html) {
    DecisionMonth month = report.month();
    State state = DriftReport.healthState(month, report.comparison());
    html.raw("<h2 id=\"data_health\">Data health " + state.badge() + "</h2>\n");
    html.raw("<h3>Rows per day</h3>\n<figure class=\"plot\">" + DayChart.of(month.rowsPerDay()));
    html.raw("<figcaption>" + days(month) + "</figcaption></figure>\n");
    if (month.counts().rows() == 0) {
      html.raw("<p>No scored decision of this bundle in this month: nothing to judge.</p>\n");
    }
    columns(report, html);
  }

  private static String days(DecisionMonth month) {
    List<LocalDate> missing = month.missingDays();
    if (missing.isEmpty()) {
      return "Every day has decisions.";
    }
    String list =
        missing.stream().map(day -> "<time>" + day + "</time>").collect(Collectors.joining(", "));
    return Html.number(Figure.count(missing.size())) + " days without decisions (×): " + list + ".";
  }

  private static void columns(DriftReport report, Html html) {
    html.head(
        "Share of rows; reference, month and adjusted p-value (q). Missing includes infinite."
            + " Out of range: outside the reference's minimum and maximum.",
        "Column",
        "Missing then",
        "Missing now",
        "95 % interval",
        "q",
        "Out of range",
        "q",
        "Infinite",
        "State");
    for (ColumnComparison column : report.comparison().features()) {
      row(report.comparison(), column, html);
    }
    html.tail();
  }

  private static void row(MonthComparison comparison, ColumnComparison column, Html html) {
    html.raw("<tr><th scope=\"row\">").text(column.reference().name()).raw("</th>");
    html.cell(then(column.missing()))
        .cell(now(column.missing()))
        .cell(interval(column.missing()))
        .cell(q(comparison, column.id() + ".missing", column.missing()))
        .cell(now(column.outOfRange()))
        .cell(q(comparison, column.id() + ".out_of_range", column.outOfRange()))
        .cell(Html.number(Figure.count(column.month().infinite())))
        .cell(comparison.shareState(column).badge())
        .raw("</tr>\n");
  }

  private static String then(Share share) {
    return share.isDefined() ? Html.number(Figure.percent(share.reference())) : "–";
  }

  private static String now(Share share) {
    return share.isDefined() ? Html.number(Figure.percent(share.month())) : "–";
  }

  static String interval(Share share) {
    if (!share.isDefined()) {
      return "–";
    }
    WilsonInterval interval = share.interval().orElseThrow();
    return Html.number(Figure.percent(interval.low()))
        + " to "
        + Html.number(Figure.percent(interval.high()));
  }

  static String q(MonthComparison comparison, String id, Share share) {
    return share.isDefined()
        ? comparison.judged(id).map(judged -> Html.number(Figure.p(judged.q()))).orElse("–")
        : "–";
  }
}
