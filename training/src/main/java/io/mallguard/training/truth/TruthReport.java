package io.mallguard.training.truth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.training.evaluation.EvaluatedRows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How good scores are against what really was and against the verdicts, for each event type by
 * itself. Immutable.
 */
public final class TruthReport {
  private final Map<String, TypeReport> byType;

  private TruthReport(Map<String, TypeReport> byType) {
    this.byType = byType;
  }

  /** Compares. */
  public static TruthReport of(EvaluatedRows rows, Truth truth) {
    Map<String, List<KnownRow>> known = new LinkedHashMap<>();
    for (EvaluatedRows.Row row : rows.rows()) {
      known
          .computeIfAbsent(row.type().name(), type -> new ArrayList<>())
          .add(new KnownRow(row, truth.of(row.type().index(), row.ownId())));
    }
    Map<String, TypeReport> byType = new LinkedHashMap<>();
    known.forEach((type, ofType) -> byType.put(type, TypeReport.of(ofType)));
    return new TruthReport(byType);
  }

  /** All figures, by event type. */
  public ObjectNode toJson() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    byType.forEach((type, report) -> json.set(type, report.toJson()));
    return json;
  }

  /** The figures for a person. */
  public String table() {
    List<String> parts = new ArrayList<>();
    byType.forEach((type, report) -> parts.add(report.table(type)));
    return String.join("\n\n", parts);
  }
}
