package io.mallguard.training.drift;

import io.mallguard.training.page.Figure;
import io.mallguard.training.page.Html;
import java.util.List;
import java.util.Map;

/** Scope and provenance: what was compared with what, and what was left out. */
final class ScopeSection {
  private ScopeSection() {}

  static void write(DriftReport report, Html html) {
    ReportSubject subject = report.subject();
    DecisionMonth month = report.month();
    html.raw("<h2 id=\"scope\">Scope and provenance</h2>\n<dl>\n");
    code(html, "Bundle", subject.sha256());
    code(html, "Feature spec", subject.specHash());
    code(html, "Reference profile", subject.profileId());
    code(html, "Trained until", subject.trainedUntil());
    code(html, "Month", month.month() + ", " + month.zone().getId());
    count(html, "Reference rows, features", report.comparison().features());
    long scored = report.comparison().probability().reference().rows();
    item(html, "Reference rows, scores", Html.number(Figure.count(scored)));
    item(html, "Decisions compared", Html.number(Figure.count(month.counts().rows())));
    item(html, "Left out: not scored", Html.number(Figure.count(month.unscored())));
    groups(html, "Left out: other bundles", month.otherBundles());
    groups(html, "Event types", month.compared(DecisionMonth.Group::eventType));
    groups(html, "Decisions", month.compared(DecisionMonth.Group::decision));
    groups(html, "Data quality", month.compared(DecisionMonth.Group::dataQuality));
    html.raw("</dl>\n");
  }

  private static void count(Html html, String name, List<ColumnComparison> features) {
    long rows = features.stream().mapToLong(f -> f.reference().rows()).max().orElse(0);
    item(html, name, Html.number(Figure.count(rows)));
  }

  private static void code(Html html, String name, String value) {
    item(html, name, "<code>" + Html.escape(value) + "</code>");
  }

  private static void groups(Html html, String name, Map<String, Long> groups) {
    StringBuilder words = new StringBuilder();
    groups.forEach(
        (key, rows) ->
            words
                .append(words.length() == 0 ? "" : ", ")
                .append("<code>" + Html.escape(key) + "</code> ")
                .append(Html.number(Figure.count(rows))));
    item(html, name, words.length() == 0 ? "none" : words.toString());
  }

  private static void item(Html html, String name, String markup) {
    html.element("dt", name).raw("<dd>" + markup + "</dd>\n");
  }
}
