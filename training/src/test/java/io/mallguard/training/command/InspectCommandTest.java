package io.mallguard.training.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mallguard.features.schema.Schemas;
import io.mallguard.scoring.Scorer;
import io.mallguard.scoring.bundle.BundleFile;
import io.mallguard.scoring.bundle.BundleWriter;
import io.mallguard.scoring.bundle.GoldenRows;
import io.mallguard.scoring.calibration.LogisticCalibration;
import io.mallguard.scoring.calibration.TailCalibration;
import io.mallguard.scoring.model.CompiledModels;
import io.mallguard.scoring.model.IsolationForest;
import io.mallguard.scoring.model.LinearModel;
import io.mallguard.scoring.model.TreesBuilder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class InspectCommandTest {
  private static final String SPEC =
      """
      spec: one-column
      version: 3
      schema: cards
      defaults: {include_current: false, idle_ttl: 90d}
      derived:
        - {name: amount_minor, expr: "amount_minor", unit: EUR minor units, meaning: The amount}
      """;

  private static final String POLICY =
      """
      version: p1
      events: {transaction: {review: 0.5}}
      risk_levels: {elevated: 0.5, highest: 0.9}
      fallback_decision: review
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  @TempDir Path folder = Path.of("");
  private Path bundle = Path.of("");

  @BeforeEach
  void write() throws IOException {
    bundle = folder.resolve("one");
    TreesBuilder nodes = new TreesBuilder(1);
    int leaf = nodes.leaf(1);
    Scorer scorer =
        new Scorer(
            new LinearModel(0, new double[1], new double[1], new double[] {1}),
            LogisticCalibration.identity(),
            new IsolationForest(8, nodes.build(), new int[] {leaf}),
            TailCalibration.fit(new double[] {0.5}));
    List<double[]> rows = List.of(new double[] {100});
    new BundleWriter("one", "1", LocalDate.of(2018, 7, 24))
        .put(BundleFile.SCHEMA, Schemas.schemaText("cards"))
        .put(BundleFile.SPEC, SPEC)
        .put(BundleFile.CLASSIFIER_SOURCE, "x")
        .put(BundleFile.ANOMALY_SOURCE, "y")
        .put(BundleFile.CLASSIFIER, CompiledModels.write(scorer.classifier()))
        .put(BundleFile.ANOMALY, CompiledModels.write(scorer.anomaly()))
        .put(BundleFile.CALIBRATION, scorer.calibration().toJson())
        .put(BundleFile.ANOMALY_CALIBRATION, scorer.anomalyCalibration().toJson())
        .put(BundleFile.POLICY, POLICY)
        .put(
            BundleFile.GOLDEN_ROWS,
            GoldenRows.record(List.of("amount_minor"), scorer, rows).toJson())
        .put(BundleFile.REFERENCE_PROFILE, "{}")
        .put(BundleFile.METRICS, "{\"test\": {\"auc_roc\": 0.871}, \"weeks\": [1, 2]}")
        .put(BundleFile.PROVENANCE, "{\"seed\": 42, \"note\": \"\\u001b[2J\"}")
        .write(bundle);
  }

  @Test
  void aPersonSeesManifestFeaturesMetricsProvenanceAndIntegrity() {
    assertThat(run()).isZero();
    assertThat(out.toString())
        .contains("Bundle one 1", "trained until 2018-07-24", "one-column 3")
        .contains("amount_minor  EUR minor units  The amount")
        .contains(
            "test.auc_roc  0.871", "weeks[1]      2", "seed          42", "note          ?[2J")
        .contains("compiled/classifier.bin", "1 golden rows scored again");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void aProgramGetsTheSameAsJson() throws IOException {
    assertThat(run("--json")).isZero();
    JsonNode json = new JsonMapper().readTree(out.toString());
    assertThat(json.path("integrity").asText()).isEqualTo("whole");
    assertThat(json.path("bundle_sha256").asText()).hasSize(64);
    assertThat(json.at("/manifest/format_version").asInt()).isEqualTo(1);
    assertThat(json.at("/features/0/unit").asText()).isEqualTo("EUR minor units");
    assertThat(json.at("/metrics/test/auc_roc").asDouble()).isEqualTo(0.871);
  }

  @Test
  void aBrokenBundleGivesExitCodeTwoWithEveryProblemAndAdvice() throws IOException {
    Files.writeString(bundle.resolve("metrics.json"), "{}");
    Files.writeString(bundle.resolve("notes.txt"), "mine");
    assertThat(run()).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("2 problems", "metrics.json: found 2 bytes", "notes.txt")
        .contains("What to do [bundle_truncated]", "What to do [bundle_foreign]");
    assertThat(run("--json")).isEqualTo(2);
    assertThat(new JsonMapper().readTree(out.toString()).path("problems")).hasSize(2);
  }

  private int run(String... options) {
    return new CommandLine(new InspectCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(
            Stream.concat(Stream.of(bundle.toString()), Stream.of(options)).toArray(String[]::new));
  }
}
