package io.mallguard.training.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.schema.Schemas;
import io.mallguard.scoring.Scorer;
import io.mallguard.scoring.bundle.BundleFile;
import io.mallguard.scoring.bundle.BundleReader;
import io.mallguard.scoring.bundle.BundleWriter;
import io.mallguard.scoring.bundle.GoldenRows;
import io.mallguard.scoring.calibration.LogisticCalibration;
import io.mallguard.scoring.calibration.TailCalibration;
import io.mallguard.scoring.model.CompiledModels;
import io.mallguard.scoring.model.IsolationForest;
import io.mallguard.scoring.model.LinearModel;
import io.mallguard.scoring.model.Side;
import io.mallguard.scoring.model.TreesBuilder;
import io.mallguard.scoring.profile.ProfileJson;
import io.mallguard.scoring.profile.ReferenceProfile;
import io.mallguard.training.Main;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonthlyReportTest {
  private static final List<String> COLUMNS = List.of("amount_minor", "weekend");

  @TempDir private Path folder = Path.of("");

  @Test
  void theCommandWritesPageAndJsonAndSaysTheVerdictByItsExitCode() throws IOException {
    Path bundle = bundle();
    String sha256 = BundleReader.read(bundle).sha256();
    Path decisions = Files.createDirectories(folder.resolve("decisions"));
    try (DecisionFile file = DecisionFile.create(decisions, "2026-10-05", COLUMNS)) {
      for (int i = 0; i < 1_000; i++) {
        Instant at = Instant.parse("2026-10-05T10:00:00Z").plusSeconds(i);
        file.row(sha256, "normal", at.toString());
      }
      file.commit();
    }
    Path out = folder.resolve("out");
    int exit = run(bundle, decisions, "2026-10", out);
    assertThat(exit).isZero();
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("drift-2026-10.html", "drift-2026-10.json", "run.json");
    }
    JsonNode json = new ObjectMapper().readTree(out.resolve("drift-2026-10.json").toFile());
    assertThat(json.at("/verdict/headline").textValue()).isEqualTo("KEEP");
    assertThat(json.at("/scope/rows_compared").longValue()).isEqualTo(1_000);
    assertThat(run(bundle, decisions, "2026-11", out)).isEqualTo(10);
    Path file = Files.writeString(folder.resolve("file"), "mine");
    assertThat(run(bundle, decisions, "2026-10", file.resolve("x"))).isEqualTo(1);
    assertThat(file).hasContent("mine");
    assertThat(out.resolve("drift-2026-11.html")).content().contains("No scored decision");
  }

  @Test
  void everyProblemOfTheInputIsReportedAtOnce() {
    Path absent = folder.resolve("absent");
    InvalidInputException failure =
        catchThrowableOfType(
            InvalidInputException.class,
            () -> MonthlyReport.of(absent, absent, "2026-13", Progress.silent()));
    assertThat(failure.problems())
        .extracting(Problem::code)
        .contains("wrong_month", "missing_folder")
        .hasSize(3);
    assertThat(run(absent, absent, "October", folder.resolve("out"))).isEqualTo(2);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  private static int run(Path bundle, Path decisions, String month, Path out) {
    return Main.run(
        "drift",
        "--bundle",
        bundle.toString(),
        "--decisions",
        decisions.toString(),
        "--month",
        month,
        "--out",
        out.toString());
  }

  private Path bundle() throws IOException {
    ReferenceProfile all = ReportFixture.subject().reference();
    ReferenceProfile reference =
        new ReferenceProfile(
            all.features().subList(0, COLUMNS.size()),
            all.probability(),
            all.anomaly(),
            all.thresholds());
    TreesBuilder nodes = new TreesBuilder(COLUMNS.size());
    int root = nodes.split(0, 50_000, nodes.leaf(4.25), nodes.leaf(1.5), Side.RIGHT);
    Scorer scorer =
        new Scorer(
            new LinearModel(-2, new double[] {1, 0.5}, new double[2], new double[] {1e4, 1}),
            new LogisticCalibration(1.25, -0.5),
            new IsolationForest(8, nodes.build(), new int[] {root}),
            TailCalibration.fit(new double[] {0.3, 0.4, 0.5}));
    List<double[]> rows = List.of(new double[] {100, 1});
    Path target = folder.resolve("bundle");
    new BundleWriter("cards", "1", LocalDate.of(2026, 8, 31))
        .put(BundleFile.SCHEMA, Schemas.schemaText("cards"))
        .put(BundleFile.SPEC, SPEC)
        .put(BundleFile.CLASSIFIER_SOURCE, new byte[] {1})
        .put(BundleFile.ANOMALY_SOURCE, new byte[] {2})
        .put(BundleFile.CLASSIFIER, CompiledModels.write(scorer.classifier()))
        .put(BundleFile.ANOMALY, CompiledModels.write(scorer.anomaly()))
        .put(BundleFile.CALIBRATION, scorer.calibration().toJson())
        .put(BundleFile.ANOMALY_CALIBRATION, scorer.anomalyCalibration().toJson())
        .put(BundleFile.POLICY, POLICY)
        .put(BundleFile.GOLDEN_ROWS, GoldenRows.record(COLUMNS, scorer, rows).toJson())
        .put(BundleFile.REFERENCE_PROFILE, ProfileJson.write(reference))
        .put(BundleFile.METRICS, JsonNodeFactory.instance.objectNode())
        .put(BundleFile.PROVENANCE, JsonNodeFactory.instance.objectNode())
        .write(target);
    return target;
  }

  private static final String SPEC =
      """
      spec: cards-small
      version: 1
      schema: cards
      defaults: {include_current: false, idle_ttl: 90d}
      derived:
        - {name: amount_minor, expr: "amount_minor", unit: EUR minor units, meaning: Amount}
        - {name: weekend, expr: "local_weekday(occurred_at) >= 6", unit: yes/no, meaning: Weekend}
      """;

  private static final String POLICY =
      """
      version: "1"
      events:
        transaction: {review: 0.3, reject: 0.8}
      risk_levels: {elevated: 0.3, highest: 0.8}
      fallback_decision: review
      """;
}
