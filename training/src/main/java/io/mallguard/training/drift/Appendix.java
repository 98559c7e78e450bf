package io.mallguard.training.drift;

import io.mallguard.training.page.Figure;
import io.mallguard.training.page.Html;
import java.util.ArrayList;
import java.util.List;

/** The appendix: how numbers become alerts, and every column's bins. */
final class Appendix {
  private Appendix() {}

  static void write(DriftReport report, Html html) {
    html.raw("<h2 id=\"appendix\">Appendix</h2>\n<h3>How a number becomes an alert</h3>\n");
    rules(html);
    MonthComparison comparison = report.comparison();
    List<ColumnComparison> columns =
        new ArrayList<>(List.of(comparison.probability(), comparison.anomaly()));
    columns.addAll(comparison.features());
    columns.forEach(column -> bins(column, html));
  }

  private static void rules(Html html) {
    html.raw("<ul>\n<li>Red needs an effect of the red limit or more and q below ")
        .raw(number(Limits.EVIDENCE))
        .raw("; amber the amber limit and the same q, in two months running or with ")
        .raw(number(Limits.AMBER_AT_ONCE))
        .raw(" times the effect.</li>\n<li>q is the p-value adjusted within its family")
        .raw(" (Benjamini-Hochberg): scores, shares of columns, distributions of columns.</li>\n");
    limit(html, "PSI, corrected", number(Limits.PSI.amber()), number(Limits.PSI.red()));
    limit(
        html,
        "Share missing or out of range, change",
        Html.number(Figure.points(Limits.SHARE.amber())),
        Html.number(Figure.points(Limits.SHARE.red())));
    limit(html, "Share above a threshold, by a factor of", number(1.25), number(2));
    html.raw("<li>An infinite value is red. Each side needs ")
        .raw(Html.number(Figure.count(BinRule.LEAST_ROWS)))
        .raw(" rows for a distribution test. A column of known importance below ")
        .raw(Html.number(Figure.percent(ColumnComparison.LEAST_IMPORTANCE)))
        .raw(" is amber at most for its shares.</li>\n</ul>\n");
    html.raw("<p><code>PSI = Σ (c - r) ln(c / r)</code> over shares with the same extra share ε on")
        .raw(" both sides; corrected by its mean without drift,")
        .raw(" <code>(K - 1) (1/n + 1/m)</code>; p from the chi-square law of")
        .raw(" <code>PSI / (1/n + 1/m)</code> with K - 1 degrees of freedom. Shares by Fisher's")
        .raw(" exact test, intervals after Wilson.</p>\n");
  }

  private static void limit(Html html, String what, String amber, String red) {
    html.raw("<li>").text(what).raw(": amber " + amber + ", red " + red + ".</li>\n");
  }

  private static String number(double value) {
    return Html.number(Figure.number(value));
  }

  private static void bins(ColumnComparison column, Html html) {
    html.raw("<h3>").text(column.reference().name()).raw("</h3>\n");
    column.psi().ifPresent(psi -> psi(psi, html));
    html.head(
        "Rows per bin; an interval is open below and closed above",
        "Bin",
        "Over",
        "Up to",
        "Reference",
        "Month",
        "Then",
        "Now");
    int interval = 0;
    for (Bin bin : column.bins()) {
      interval += bin.kind() == Bin.Kind.INTERVAL ? 1 : 0;
      html.raw("<tr><th scope=\"row\">" + name(bin, interval) + "</th>");
      html.cell(bin.kind() == Bin.Kind.INTERVAL ? end(bin.low()) : "");
      html.cell(bin.kind() == Bin.Kind.MISSING ? "" : end(bin.high()));
      html.cell(Html.number(Figure.count(bin.reference())));
      html.cell(Html.number(Figure.count(bin.month())));
      html.cell(share(bin.reference(), column.reference().rows()));
      html.cell(share(bin.month(), column.month().rows())).raw("</tr>\n");
    }
    html.tail();
  }

  private static void psi(Psi psi, Html html) {
    html.raw("<p>PSI " + number(psi.value()) + ", mean without drift " + number(psi.bias()))
        .raw(", corrected " + number(psi.corrected()) + ", p " + Html.number(Figure.p(psi.p())))
        .raw(", bins in use " + Html.number(Figure.count(psi.bins())) + ", ε ")
        .raw(number(psi.epsilon()) + ", exceeded by chance in one month of twenty from ")
        .raw(number(psi.critical()) + ".</p>\n");
  }

  private static String name(Bin bin, int interval) {
    return switch (bin.kind()) {
      case ATOM -> "one value";
      case INTERVAL -> "interval " + interval;
      case MISSING -> "missing";
    };
  }

  private static String end(double value) {
    return Double.isFinite(value) ? number(value) : "open";
  }

  private static String share(long rows, long of) {
    return of == 0 ? "–" : Html.number(Figure.percent(rows / (double) of));
  }
}
