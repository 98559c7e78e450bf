package io.mallguard.training.drift;

import io.mallguard.training.drift.Verdict.Headline;
import io.mallguard.training.drift.Verdict.Reason;
import io.mallguard.training.page.Figure;
import io.mallguard.training.page.Html;
import java.util.List;

/**
 * The report as one self-contained page: no script, no network, readable light, dark and printed.
 * The same report gives the same bytes.
 */
final class ReportPage {
  private final DriftReport report;
  private final Html html;

  private ReportPage(DriftReport report) {
    this.report = report;
    this.html = Html.page("Drift report " + report.month().month() + ", " + title(report));
  }

  private static String title(DriftReport report) {
    return report.subject().name() + " " + report.subject().version();
  }

  /** The bytes: UTF-8. */
  static byte[] write(DriftReport report) {
    return new ReportPage(report).page();
  }

  private byte[] page() {
    html.raw("<header>\n<h1>")
        .raw("Drift report <time>" + report.month().month() + "</time></h1>\n")
        .raw("<p class=\"soft\">Bundle <code>")
        .text(title(report))
        .raw("</code>: decisions of the month against the data it was trained with.</p>\n")
        .raw("</header>\n<main>\n");
    verdict();
    ScopeSection.write(report, html);
    HealthSection.write(report, html);
    ScoreSection.write(report, html);
    FeatureSection.write(report, html);
    Appendix.write(report, html);
    return html.raw("</main>\n").endPage();
  }

  private void verdict() {
    Verdict verdict = report.verdict();
    String colour =
        switch (verdict.headline()) {
          case INVESTIGATE_SOURCE -> "red";
          case KEEP_WATCHING -> "amber";
          case KEEP -> "green";
        };
    html.raw("<section class=\"card " + colour + "\" id=\"verdict\" aria-label=\"Verdict\">\n")
        .raw("<div class=\"word\">" + verdict.headline().word() + "</div>\n")
        .element("p", verdict.headline().advice());
    reasons(verdict.reasons());
    html.raw("<p class=\"soft\">").text(lastMonth()).raw("</p>\n</section>\n");
    states();
    nearest(verdict.nearest());
  }

  private void reasons(List<Reason> reasons) {
    if (reasons.isEmpty()) {
      html.element("p", "No number is out of bounds.");
      return;
    }
    html.raw("<ul>\n");
    for (Reason reason : reasons.subList(0, Math.min(Verdict.MOST_SHOWN, reasons.size()))) {
      html.raw("<li>" + reason.state().badge() + " <b>").text(reason.subject());
      html.raw("</b>: " + reason.fill(Html::number) + " ").text(reason.next()).raw("</li>\n");
    }
    html.raw("</ul>\n");
    if (report.verdict().more() > 0) {
      String more = Html.number(Figure.count(report.verdict().more()));
      html.raw("<p>More reasons below: " + more + ".</p>\n");
    }
  }

  private String lastMonth() {
    return report
        .before()
        .map(Verdict::headline)
        .map(word -> "The month before: " + word.word() + (watch(word) ? ", watch list." : "."))
        .orElse("The month before has no decisions of this bundle to compare with.");
  }

  private static boolean watch(Headline headline) {
    return headline == Headline.KEEP_WATCHING;
  }

  private void states() {
    html.raw("<div class=\"narrow\">").head("State of each section", "Section", "State");
    for (DriftReport.Section section : report.sections()) {
      html.raw("<tr><th scope=\"row\"><a href=\"#" + section.id() + "\">").text(section.title());
      html.raw("</a></th>").cell(section.state().badge()).raw("</tr>\n");
    }
    html.tail().raw("</div>\n");
  }

  private void nearest(List<Reason> nearest) {
    if (nearest.isEmpty()) {
      return;
    }
    html.raw(
        "<h3>What would change the verdict</h3>\n<p>Green now, and nearest to amber:</p>\n<ul>\n");
    for (Reason reason : nearest) {
      html.raw("<li><code>").text(reason.subject()).raw("</code>: ");
      html.raw(reason.fill(Html::number) + "</li>\n");
    }
    html.raw("</ul>\n");
  }
}
