package io.mallguard.scoring.bundle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.schema.Schemas;
import io.mallguard.scoring.Scorer;
import io.mallguard.scoring.calibration.LogisticCalibration;
import io.mallguard.scoring.calibration.TailCalibration;
import io.mallguard.scoring.model.CompiledModel;
import io.mallguard.scoring.model.CompiledModels;
import io.mallguard.scoring.model.IsolationForest;
import io.mallguard.scoring.model.LinearModel;
import io.mallguard.scoring.model.Side;
import io.mallguard.scoring.model.TreesBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** A small bundle of four columns; the golden bundle is exactly this one. */
final class ExampleBundle {
  static final List<String> COLUMNS =
      List.of("amount_minor", "weekend", "night", "customer_count_7d");

  static final List<double[]> ROWS =
      List.of(
          new double[] {0, 0, 0, 0},
          new double[] {12_345, 1, 0, 3},
          new double[] {99_999, 0, 1, Double.NaN},
          new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN},
          new double[] {9007199254740992.0, 1, 1, 0.1});

  static final String SPEC =
      """
      spec: cards-small
      version: 1
      schema: cards
      defaults: {include_current: false, idle_ttl: 90d}
      derived:
        - {name: amount_minor, expr: "amount_minor", unit: EUR minor units, meaning: Amount}
        - {name: weekend, expr: "local_weekday(occurred_at) >= 6", unit: yes/no, meaning: Weekend}
        - {name: night, expr: "local_hour(occurred_at) <= 6", unit: yes/no, meaning: At night}
      features:
        - {name: customer_count_7d, key: customer, event: transaction, agg: count, window: 7d,
           meaning: "Transactions of the customer in the last {window}"}
      """;

  static final String POLICY =
      """
      version: "2018-10-01"
      events:
        transaction: {step_up: 0.3, hold: {from: 0.5, hours: 48}, review: 0.6, reject: 0.95}
      risk_levels: {elevated: 0.3, highest: 0.8}
      fallback_decision: review
      """;

  private ExampleBundle() {}

  static Bundle writeTo(Path target) throws IOException {
    return writer().write(target);
  }

  static BundleWriter writer() {
    return writer(GoldenRows.record(COLUMNS, scorer(), ROWS).toJson());
  }

  static BundleWriter writer(ObjectNode goldenRows) {
    Scorer scorer = scorer();
    return new BundleWriter("cards", "1", LocalDate.of(2018, 7, 24))
        .put(BundleFile.SCHEMA, Schemas.schemaText("cards"))
        .put(BundleFile.SPEC, SPEC)
        .put(BundleFile.CLASSIFIER_SOURCE, new byte[] {1, 2, 3})
        .put(BundleFile.ANOMALY_SOURCE, new byte[] {4, 5, 6, 7})
        .put(BundleFile.CLASSIFIER, CompiledModels.write(scorer.classifier()))
        .put(BundleFile.ANOMALY, CompiledModels.write(scorer.anomaly()))
        .put(BundleFile.CALIBRATION, scorer.calibration().toJson())
        .put(BundleFile.ANOMALY_CALIBRATION, scorer.anomalyCalibration().toJson())
        .put(BundleFile.POLICY, POLICY)
        .put(BundleFile.GOLDEN_ROWS, goldenRows)
        .put(BundleFile.REFERENCE_PROFILE, object().put("profile", "example"))
        .put(BundleFile.METRICS, object().put("auc_roc", 0.87).put("rows", 1000))
        .put(BundleFile.PROVENANCE, object().put("seed", 42).put("data_digest", "abc"));
  }

  static Scorer scorer() {
    return new Scorer(
        new LinearModel(
            -2, new double[] {1, 0.5, 0.25, -1}, new double[4], new double[] {1e4, 1, 1, 7}),
        new LogisticCalibration(1.25, -0.5),
        forest(COLUMNS.size()),
        TailCalibration.fit(new double[] {0.3, 0.4, 0.41, 0.45, 0.5, 0.6}));
  }

  static CompiledModel forest(int columns) {
    TreesBuilder nodes = new TreesBuilder(columns);
    int few = nodes.leaf(1.5);
    int many = nodes.leaf(4.25);
    int root = nodes.split(0, 50_000, many, few, Side.RIGHT);
    return new IsolationForest(8, nodes.build(), new int[] {root});
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
