package io.mallguard.training.drift;

import io.mallguard.scoring.profile.CellCounts;
import io.mallguard.training.page.Figure;
import io.mallguard.training.page.Html;
import java.util.List;

/** Score drift: both scores' distributions, their quantiles, the share above each threshold. */
final class ScoreSection {
  static final String KEY =
      "<p class=\"key\"><i></i>reference<i class=\"m\"></i>month; share of rows per bin. Numbered"
          + " bins are intervals between reference quantiles, = is one frequent value, miss is"
          + " missing; the appendix has their bounds.</p>\n";

  private ScoreSection() {}

  static void write(DriftReport report, Html html) {
    MonthComparison comparison = report.comparison();
    html.raw("<h2 id=\"score\">Score drift " + comparison.scoreState().badge() + "</h2>\n" + KEY);
    html.raw("<div class=\"plots\">\n");
    for (ColumnComparison score : List.of(comparison.probability(), comparison.anomaly())) {
      FeatureSection.plot(comparison, score, html);
    }
    html.raw("</div>\n");
    quantiles(comparison, html);
    thresholds(comparison, html);
  }

  private static void quantiles(MonthComparison comparison, Html html) {
    html.head(
        "Scores: mean and quantiles (to a thousandth of the reference's rows)",
        "Score",
        "Side",
        "Rows",
        "Mean",
        "Median",
        "90 %",
        "99 %",
        "Maximum");
    for (ColumnComparison score : List.of(comparison.probability(), comparison.anomaly())) {
      side(score.reference().name(), "reference", score.reference(), html);
      side(score.reference().name(), "month", score.month(), html);
    }
    html.tail();
  }

  private static void side(String name, String side, CellCounts counts, Html html) {
    html.raw("<tr><th scope=\"row\">").text(name).raw("</th>").cell(side);
    html.cell(Html.number(Figure.count(counts.rows())))
        .cell(Html.number(counts.mean()))
        .cell(Html.number(counts.quantile(500)))
        .cell(Html.number(counts.quantile(900)))
        .cell(Html.number(counts.quantile(990)))
        .cell(Html.number(counts.maximum()))
        .raw("</tr>\n");
  }

  private static void thresholds(MonthComparison comparison, Html html) {
    if (comparison.thresholds().isEmpty()) {
      return;
    }
    html.head(
        "Share of scores at or above each threshold of the bundle's default policy",
        "Threshold",
        "From",
        "Then",
        "Now",
        "95 % interval",
        "Ratio",
        "q",
        "State");
    for (ThresholdComparison line : comparison.thresholds()) {
      row(comparison, line, html);
    }
    html.tail();
  }

  private static void row(MonthComparison comparison, ThresholdComparison line, Html html) {
    boolean defined = line.share().isDefined();
    Share share = line.share();
    html.raw("<tr><th scope=\"row\">").text(line.threshold().name()).raw("</th>");
    html.cell(Html.number(Figure.number(line.threshold().probability())))
        .cell(defined ? Html.number(Figure.percent(share.reference())) : "–")
        .cell(defined ? Html.number(Figure.percent(share.month())) : "–")
        .cell(HealthSection.interval(share))
        .cell(ratio(line))
        .cell(HealthSection.q(comparison, line.measure().id(), share))
        .cell(comparison.state(line.measure().id()).badge())
        .raw("</tr>\n");
  }

  /* 0/0 is undefined, x/0 has no number either. */
  private static String ratio(ThresholdComparison line) {
    if (!line.isDefined()) {
      return "undefined";
    }
    return Double.isInfinite(line.ratio())
        ? "none before"
        : Html.number(Figure.number(line.ratio()));
  }
}
