package io.mallguard.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mallguard.features.schema.Schemas;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.scoring.bundle.BundleFile;
import io.mallguard.scoring.bundle.BundleReader;
import io.mallguard.scoring.profile.ColumnProfile;
import io.mallguard.scoring.profile.ProfileJson;
import io.mallguard.training.Main;
import io.mallguard.training.command.Said;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Train, evaluate and score by command on a small history. */
final class TrainCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path folder;

  private static Path config;
  private static Path events;
  private static Path bundle;

  @BeforeAll
  static void train() throws IOException {
    config = folder.resolve("train.yaml");
    events = folder.resolve("events");
    bundle = folder.resolve("bundle");
    String text =
        TrainConfig.builtIn("cards")
            .text()
            .replace("train_days: 21", "train_days: 8")
            .replace("rounds: 100", "rounds: 10")
            .replace("reviewed_per_day: 100", "reviewed_per_day: 5");
    Files.writeString(config, text);
    SmallHistory.write(events);
    assertThat(train(bundle, "2018-06-09")).isZero();
  }

  private static int train(Path out, String until) {
    return Main.run(
        "train", "--config=" + config, "--events=" + events, "--until=" + until, "--out=" + out);
  }

  @Test
  void theBundleHoldsChoiceFiguresAndProvenance() throws IOException {
    Bundle read = BundleReader.read(bundle);
    JsonNode metrics = JSON.readTree(read.text(BundleFile.METRICS));
    assertThat(metrics.path("candidates")).hasSize(3);
    assertThat(metrics.at("/test/all_rows/rows").asInt()).isEqualTo(7 * SmallHistory.PER_DAY);
    assertThat(metrics.at("/test/all_rows/auc_roc/value").asDouble()).isGreaterThan(0.9);
    JsonNode made = JSON.readTree(read.text(BundleFile.PROVENANCE));
    assertThat(made.path("test").asText()).isEqualTo("2018-05-27 to 2018-06-02");
    assertThat(made.path("events_digest").asText()).hasSize(64);
  }

  @Test
  void theReferenceProfileSaysHowMuchEachColumnMatters() {
    String profile = BundleReader.read(bundle).text(BundleFile.REFERENCE_PROFILE);
    List<ColumnProfile> features =
        ProfileJson.read(profile.getBytes(StandardCharsets.UTF_8), "profile").features();
    assertThat(features).allMatch(column -> column.importance().isPresent());
    assertThat(features.stream().mapToDouble(c -> c.importance().getAsDouble()).sum())
        .isCloseTo(1, Offset.offset(1e-9));
  }

  @Test
  void theSameInputsGiveTheSameBundle() {
    Path again = folder.resolve("again");
    assertThat(train(again, "2018-06-09")).isZero();
    assertThat(BundleReader.read(again).sha256()).isEqualTo(BundleReader.read(bundle).sha256());
  }

  @Test
  void evaluatingTheTestPeriodGivesTheFiguresOfTraining() throws IOException {
    Path out = folder.resolve("metrics.json");
    assertThat(
            Main.run(
                "evaluate",
                "--bundle=" + bundle,
                "--events=" + events,
                "--from=2018-05-27",
                "--to=2018-06-02",
                "--out=" + out))
        .isZero();
    JsonNode trained = JSON.readTree(BundleReader.read(bundle).text(BundleFile.METRICS));
    assertThat(JSON.readTree(out.toFile()).at("/evaluation/all_rows"))
        .isEqualTo(trained.at("/test/all_rows"));
  }

  @Test
  void scoringWritesARowPerTransactionAndTheSameBytesAgain() throws IOException {
    Path first = folder.resolve("scores.parquet");
    Path second = folder.resolve("scores-again.parquet");
    for (Path out : new Path[] {first, second}) {
      assertThat(Main.run("score", "--bundle=" + bundle, "--events=" + events, "--out=" + out))
          .isZero();
    }
    assertThat(Files.size(first)).isGreaterThan(10_000);
    assertThat(Files.readAllBytes(second)).isEqualTo(Files.readAllBytes(first));
  }

  @ParameterizedTest
  @ValueSource(strings = {"simulate", "import", "features", "train", "evaluate", "score"})
  void aPlaceThatCantBeWrittenFailsWithOneAndIsNamed(String command, @TempDir Path temp)
      throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "mine");
    assertFailed(Said.by(writing(command, file.resolve("x"))), file, "Not a directory");
    assertThat(file).hasContent("mine");
    Path readOnly = Files.createDirectory(temp.resolve("folder"));
    assumeThat(readOnly.toFile().setWritable(false)).isTrue();
    assumeThat(Files.isWritable(readOnly)).as("root writes everywhere").isFalse();
    assertFailed(Said.by(writing(command, readOnly.resolve("x"))), readOnly, "permission denied");
    assertThat(readOnly).isEmptyDirectory();
  }

  private static void assertFailed(Said said, Path place, String why) {
    assertThat(said.exitCode()).as(said.text()).isEqualTo(1);
    assertThat(said.text())
        .contains("Could not read or write", place.toString(), why, "(--out " + place)
        .doesNotContain("\tat ");
  }

  private static String[] writing(String command, Path out) throws IOException {
    Path sql =
        Files.writeString(
            folder.resolve("one.sql"),
            "SELECT 't' AS transaction_id, 'c' AS customer_id, 'x' AS terminal_id,"
                + " 1 AS amount_minor, TIMESTAMP '2018-04-01' AS occurred_at");
    List<String> line = new ArrayList<>(List.of(command, "--out=" + out));
    line.addAll(
        switch (command) {
          case "import" -> List.of("--sql=" + sql, "--schema=cards");
          case "features" -> List.of("--spec=cards", "--events=" + events);
          case "train" -> List.of("--config=" + config, "--events=" + events, "--until=2018-06-09");
          case "evaluate" ->
              List.of(
                  "--bundle=" + bundle,
                  "--events=" + events,
                  "--from=2018-05-27",
                  "--to=2018-06-02");
          case "score" -> List.of("--bundle=" + bundle, "--events=" + events);
          default -> List.of("--days=2", "--customers=10");
        });
    return line.toArray(String[]::new);
  }

  @Test
  void eventsOfAnotherSchemaThanTheBundlesAreRefusedAndEarlierScoresStay(@TempDir Path temp)
      throws IOException {
    Path schema =
        Files.writeString(
            temp.resolve("other.yaml"),
            Schemas.schemaText("cards").replace("currency: EUR", "currency: USD"));
    Path other = temp.resolve("events");
    Path sql = Path.of(writing("import", other)[2].substring("--sql=".length()));
    assertThat(Said.by("import", "--sql=" + sql, "--schema=" + schema, "--out=" + other).exitCode())
        .isZero();
    Path out = Files.writeString(temp.resolve("scores.parquet"), "earlier");
    Said said = Said.by("score", "--bundle=" + bundle, "--events=" + other, "--out=" + out);
    assertThat(said.exitCode()).isEqualTo(2);
    assertThat(said.text()).contains("found ", "must be ", "schema").doesNotContain("\tat ");
    assertThat(out).hasContent("earlier");
    try (Stream<Path> all = Files.list(temp)) {
      assertThat(all).hasSize(3);
    }
  }

  @Test
  void aDelayShorterThanALabelTakesIsRefused() throws IOException {
    Path eager = folder.resolve("eager.yaml");
    Files.writeString(eager, Files.readString(config).replace("delay_days: 7", "delay_days: 6"));
    Path out = folder.resolve("look-ahead");
    assertThat(
            Main.run(
                "train",
                "--config=" + eager,
                "--events=" + events,
                "--until=2018-06-09",
                "--out=" + out))
        .isEqualTo(2);
    assertThat(out).doesNotExist();
  }

  @Test
  void calibrationDaysOnWhichHigherScoresMeanLessFraudAreRefused(@TempDir Path temp)
      throws IOException {
    Path inverted = temp.resolve("events");
    SmallHistory.write(inverted, Set.of(21, 22, 23, 24, 25));
    Path out = temp.resolve("bundle");
    Said said =
        Said.by(
            "train",
            "--config=" + config,
            "--events=" + inverted,
            "--until=2018-06-09",
            "--out=" + out);
    assertThat(said.exitCode()).as(said.text()).isEqualTo(2);
    assertThat(said.text())
        .contains("2018-05-22 to 2018-05-26: found calibration slope -", "must be days with both")
        .contains("[not_calibratable]");
    assertThat(out).doesNotExist();
  }

  @Test
  void aPeriodWithoutLabelsIsRefusedAndNothingIsWritten() {
    Path out = folder.resolve("too-early");
    assertThat(train(out, "2018-05-20")).isEqualTo(2);
    assertThat(out).doesNotExist();
  }
}
