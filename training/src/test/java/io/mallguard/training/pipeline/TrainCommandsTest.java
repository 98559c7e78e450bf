package io.mallguard.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.scoring.bundle.BundleFile;
import io.mallguard.scoring.bundle.BundleReader;
import io.mallguard.scoring.profile.ColumnProfile;
import io.mallguard.scoring.profile.ProfileJson;
import io.mallguard.training.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        TrainConfig.builtIn()
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
  void aPeriodWithoutLabelsIsRefusedAndNothingIsWritten() {
    Path out = folder.resolve("too-early");
    assertThat(train(out, "2018-05-20")).isEqualTo(2);
    assertThat(out).doesNotExist();
  }
}
