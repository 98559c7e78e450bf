package io.mallguard.training.drift;

import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.training.drift.Verdict.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The report as JSON: every number of the page and more. The same report gives the same bytes.
 * Undefined numbers are null, with a reason beside them.
 */
final class ReportJson {
  static final String SCHEMA_VERSION = "1";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();
  private static final DefaultPrettyPrinter LINES =
      new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

  private final DriftReport report;

  private ReportJson(DriftReport report) {
    this.report = report;
  }

  /** The bytes: UTF-8, ends with a line feed. */
  static byte[] write(DriftReport report) {
    try {
      String text = MAPPER.writer(LINES).writeValueAsString(new ReportJson(report).root());
      return (text + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The document. */
  static JsonNode tree(DriftReport report) {
    return new ReportJson(report).root();
  }

  private ObjectNode root() {
    ObjectNode root = NODES.objectNode();
    root.put("schema_version", SCHEMA_VERSION);
    root.set("bundle", bundle());
    root.put("month", report.month().month().toString());
    root.put("time_zone", report.month().zone().getId());
    root.set("verdict", verdict(report.verdict()));
    root.set("month_before", report.before().<JsonNode>map(this::before).orElse(NODES.nullNode()));
    ArrayNode sections = root.putArray("sections");
    for (DriftReport.Section section : report.sections()) {
      ObjectNode node = sections.addObject();
      node.put("id", section.id()).put("state", section.state().words());
    }
    root.set("scope", scope());
    root.set("score", score());
    root.set("features", features());
    root.set("settings", settings());
    return root;
  }

  private ObjectNode bundle() {
    ReportSubject subject = report.subject();
    return NODES
        .objectNode()
        .put("name", subject.name())
        .put("version", subject.version())
        .put("sha256", subject.sha256())
        .put("spec_hash", subject.specHash())
        .put("trained_until", subject.trainedUntil())
        .put("profile_id", subject.profileId());
  }

  private ObjectNode verdict(Verdict verdict) {
    ObjectNode node = before(verdict);
    node.set("reasons", reasons(verdict.reasons()));
    node.put("reasons_beyond_first_screen", verdict.more());
    node.set("nearest", reasons(verdict.nearest()));
    return node;
  }

  private ObjectNode before(Verdict verdict) {
    return NODES
        .objectNode()
        .put("headline", verdict.headline().word())
        .put("advice", verdict.headline().advice())
        .put("exit", verdict.headline().exitCode())
        .put("rule", verdict.rule());
  }

  private static ArrayNode reasons(List<Reason> reasons) {
    ArrayNode list = NODES.arrayNode();
    for (Reason reason : reasons) {
      ObjectNode node = list.addObject();
      node.put("subject", reason.subject()).put("state", reason.state().words());
      node.put("text", reason.words()).put("next", reason.next());
      ArrayNode numbers = node.putArray("numbers");
      reason.numbers().forEach(figure -> numbers.add(figure.value()));
    }
    return list;
  }

  private ObjectNode scope() {
    DecisionMonth month = report.month();
    ObjectNode node = NODES.objectNode();
    node.put("rows_compared", month.counts().rows());
    node.put("rows_unscored", month.unscored());
    node.set("rows_of_other_bundles", counts(month.otherBundles()));
    node.set("event_types", counts(month.compared(DecisionMonth.Group::eventType)));
    node.set("decisions", counts(month.compared(DecisionMonth.Group::decision)));
    node.set("risk_levels", counts(month.compared(DecisionMonth.Group::riskLevel)));
    node.set("data_quality", counts(month.compared(DecisionMonth.Group::dataQuality)));
    ArrayNode days = node.putArray("rows_per_day");
    for (int i = 0; i < month.rowsPerDay().size(); i++) {
      ObjectNode day = days.addObject();
      day.put("day", month.month().atDay(i + 1).toString()).put("rows", month.rowsPerDay().get(i));
    }
    ArrayNode missing = node.putArray("missing_days");
    month.missingDays().forEach(day -> missing.add(day.toString()));
    node.put("missing_day_count", month.missingDays().size());
    ArrayNode gaps = node.putArray("unexplained_gaps");
    month.gaps().forEach(day -> gaps.add(day.toString()));
    return node;
  }

  private static ObjectNode counts(Map<String, Long> counts) {
    ObjectNode node = NODES.objectNode();
    counts.forEach(node::put);
    return node;
  }

  private ObjectNode score() {
    ColumnJson columns = new ColumnJson(report.comparison());
    ObjectNode node = NODES.objectNode();
    node.set("probability", columns.column(report.comparison().probability()));
    node.set("anomaly", columns.column(report.comparison().anomaly()));
    ArrayNode thresholds = node.putArray("thresholds");
    report.comparison().thresholds().forEach(line -> thresholds.add(columns.threshold(line)));
    return node;
  }

  private ArrayNode features() {
    ColumnJson columns = new ColumnJson(report.comparison());
    ArrayNode list = NODES.arrayNode();
    for (int i = 0; i < report.comparison().features().size(); i++) {
      list.add(
          columns.feature(
              report.subject().features().get(i), report.comparison().features().get(i)));
    }
    return list;
  }

  private static ObjectNode settings() {
    ObjectNode node = NODES.objectNode();
    node.put("evidence_q", Limits.EVIDENCE);
    node.put("amber_at_once", Limits.AMBER_AT_ONCE);
    node.put("least_rows", BinRule.LEAST_ROWS);
    node.put("minor_importance", ColumnComparison.LEAST_IMPORTANCE);
    node.set("psi", limits(Limits.PSI.amber(), Limits.PSI.red()));
    node.set("share_change", limits(Limits.SHARE.amber(), Limits.SHARE.red()));
    node.set("threshold_ratio", limits(1.25, 2));
    return node;
  }

  private static ObjectNode limits(double amber, double red) {
    return NODES.objectNode().put("amber", amber).put("red", red);
  }
}
