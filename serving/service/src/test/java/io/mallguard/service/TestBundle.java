package io.mallguard.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.schema.SchemaReader;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.Feature;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import io.mallguard.scoring.Scorer;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.scoring.bundle.BundleFile;
import io.mallguard.scoring.bundle.BundleWriter;
import io.mallguard.scoring.bundle.GoldenRows;
import io.mallguard.scoring.calibration.LogisticCalibration;
import io.mallguard.scoring.calibration.TailCalibration;
import io.mallguard.scoring.model.CompiledModels;
import io.mallguard.scoring.model.IsolationForest;
import io.mallguard.scoring.model.LinearModel;
import io.mallguard.scoring.model.Side;
import io.mallguard.scoring.model.TreesBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/** Small bundles with hand-made models over the built-in cards schema. */
public final class TestBundle {
  public static final EventSchema CARDS = Schemas.builtIn("cards");

  private static final String POLICY =
      """
      version: "2026-11-01"
      events:
        transaction: {step_up: 0.3, hold: {from: 0.5, hours: 48}, review: 0.6, reject: 0.95}
      risk_levels: {elevated: 0.3, highest: 0.8}
      fallback_decision: review
      """;

  private TestBundle() {}

  /** Writes a bundle over the built-in cards spec. */
  public static Bundle write(Path target, String version, double bias) throws IOException {
    return write(target, version, bias, Schemas.specText("cards"));
  }

  /** Writes a bundle over another spec. */
  public static Bundle write(Path target, String version, double bias, String specYaml)
      throws IOException {
    return write(target, version, bias, specYaml, Schemas.schemaText("cards"));
  }

  /** Writes a bundle over another spec and another schema. */
  public static Bundle write(
      Path target, String version, double bias, String specYaml, String schemaYaml)
      throws IOException {
    EventSchema schema = SchemaReader.parse(schemaYaml, "schema.yaml");
    FeatureSpec spec = SpecReader.parse(specYaml, "spec.yaml", schema);
    Scorer scorer = scorer(spec.features().size(), bias);
    List<String> columns = spec.features().stream().map(Feature::name).toList();
    double[] golden = new double[columns.size()];
    golden[0] = 12_345;
    return new BundleWriter("cards", version, LocalDate.of(2018, 7, 24))
        .put(BundleFile.SCHEMA, schemaYaml)
        .put(BundleFile.SPEC, specYaml)
        .put(BundleFile.CLASSIFIER_SOURCE, new byte[] {1, 2, 3})
        .put(BundleFile.ANOMALY_SOURCE, new byte[] {4, 5, 6})
        .put(BundleFile.CLASSIFIER, CompiledModels.write(scorer.classifier()))
        .put(BundleFile.ANOMALY, CompiledModels.write(scorer.anomaly()))
        .put(BundleFile.CALIBRATION, scorer.calibration().toJson())
        .put(BundleFile.ANOMALY_CALIBRATION, scorer.anomalyCalibration().toJson())
        .put(BundleFile.POLICY, POLICY)
        .put(
            BundleFile.GOLDEN_ROWS,
            GoldenRows.record(columns, scorer, List.of(new double[columns.size()], golden))
                .toJson())
        .put(BundleFile.REFERENCE_PROFILE, object().put("profile", "test"))
        .put(BundleFile.METRICS, object().put("auc_roc", 0.5))
        .put(BundleFile.PROVENANCE, object().put("seed", 42))
        .write(target);
  }

  private static Scorer scorer(int columns, double bias) {
    double[] weights = new double[columns];
    double[] deviations = new double[columns];
    for (int i = 0; i < columns; i++) {
      weights[i] = 0.3 / (i + 1);
      deviations[i] = i == 0 ? 5_000 : 10;
    }
    TreesBuilder nodes = new TreesBuilder(columns);
    int few = nodes.leaf(1.5);
    int many = nodes.leaf(4.25);
    int root = nodes.split(0, 5_000, many, few, Side.RIGHT);
    return new Scorer(
        new LinearModel(bias, weights, new double[columns], deviations),
        new LogisticCalibration(1.25, -0.5),
        new IsolationForest(8, nodes.build(), new int[] {root}),
        TailCalibration.fit(new double[] {0.3, 0.4, 0.41, 0.45, 0.5, 0.6}));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
