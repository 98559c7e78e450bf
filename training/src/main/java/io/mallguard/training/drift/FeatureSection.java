package io.mallguard.training.drift;

import io.mallguard.features.spec.Feature;
import io.mallguard.training.page.Figure;
import io.mallguard.training.page.Html;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Feature drift: every column by what its change may mean to the model, the first ten drawn. */
final class FeatureSection {
  private static final int PLOTS = 10;

  private FeatureSection() {}

  static void write(DriftReport report, Html html) {
    MonthComparison comparison = report.comparison();
    List<Integer> order = order(comparison.features());
    html.raw("<h2 id=\"features\">Feature drift " + comparison.featureState().badge() + "</h2>\n");
    html.head(
        "By importance times effect, where the importance is known, else by effect. PSI: corrected"
            + " for sample size, reference quantile bins, atoms and missing. JS: Jensen-Shannon"
            + " distance, base 2. KS: bracket from the profile.",
        "Column",
        "Importance",
        "PSI",
        "q",
        "JS",
        "Hellinger",
        "KS",
        "Median then",
        "Median now",
        "State");
    order.forEach(
        i ->
            row(
                comparison,
                report.subject().features().get(i),
                comparison.features().get(i),
                html));
    html.tail().raw(ScoreSection.KEY + "<div class=\"plots\">\n");
    order.stream().limit(PLOTS).forEach(i -> plot(comparison, comparison.features().get(i), html));
    html.raw("</div>\n");
  }

  private static List<Integer> order(List<ColumnComparison> features) {
    return IntStream.range(0, features.size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -weight(features.get(i))))
        .toList();
  }

  private static double weight(ColumnComparison column) {
    double effect = column.psi().map(Psi::corrected).orElse(0.0);
    return column.reference().importance().orElse(1) * effect;
  }

  private static void row(
      MonthComparison comparison, Feature feature, ColumnComparison column, Html html) {
    String id = column.id() + ".psi";
    html.raw("<tr><th scope=\"row\">").text(feature.name()).raw("<small>");
    html.text(feature.meaning() + " (" + feature.unit() + ")").raw("</small></th>");
    html.cell(Html.number(column.reference().importance()))
        .cell(column.psi().map(p -> Html.number(Figure.number(p.corrected()))).orElse("–"))
        .cell(comparison.judged(id).map(j -> Html.number(Figure.p(j.q()))).orElse("–"))
        .cell(
            column.divergence().map(d -> Html.number(Figure.number(d.jensenShannon()))).orElse("–"))
        .cell(column.divergence().map(d -> Html.number(Figure.number(d.hellinger()))).orElse("–"))
        .cell(column.distance().map(FeatureSection::bracket).orElse("–"))
        .cell(Html.number(column.reference().quantile(500)))
        .cell(Html.number(column.month().quantile(500)))
        .cell(comparison.state(id).badge())
        .raw("</tr>\n");
  }

  private static String bracket(KsBracket distance) {
    return Html.number(Figure.number(distance.lower()))
        + " to "
        + Html.number(Figure.number(distance.upper()));
  }

  /** A column's histogram with its name, PSI and rows. */
  static void plot(MonthComparison comparison, ColumnComparison column, Html html) {
    html.raw("<figure class=\"plot\"><figcaption><b>").text(column.reference().name()).raw("</b> ");
    html.raw(comparison.state(column.id() + ".psi").badge() + "<br>");
    html.raw(
        column
            .psi()
            .map(p -> "PSI " + Html.number(Figure.number(p.corrected())) + ", ")
            .orElse("no PSI: not enough rows, "));
    html.raw("n " + Html.number(Figure.count(column.reference().rows())));
    html.raw(", m " + Html.number(Figure.count(column.month().rows())));
    html.raw("</figcaption>" + Histogram.of(column) + "</figure>\n");
  }
}
