package io.mallguard.training.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mallguard.features.event.EventType;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import io.mallguard.training.Main;
import io.mallguard.training.command.Said;
import io.mallguard.training.history.Labels;
import io.mallguard.training.history.RowExtraction;
import io.mallguard.training.history.RowMatrix;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulated mall goes through the commands with the built-in spec, recipe and rules. */
@Tag("slow")
final class MallPipelineTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String TINY =
      """
      spec: tiny
      version: 1
      schema: mall
      features:
        - {name: orders, key: buyer, event: order, agg: count, window: 7d, meaning: Orders}
      """;

  @TempDir private static Path folder;

  private static Path events;
  private static Path truth;

  @BeforeAll
  static void simulate() throws IOException {
    assertThat(Main.run("simulate", "--size=XS", "--seed=1", "--out=" + folder.resolve("mall")))
        .isZero();
    events = folder.resolve("mall/events");
    // What is not there nobody can read: only evaluate is told where it is.
    truth = Files.move(folder.resolve("mall/truth"), folder.resolve("apart"));
  }

  @Test
  void everyScoredEventHasARowAndVerdictsOfEveryTypeReachTheirs() throws IOException {
    EventFolder read = EventFolder.open(events);
    RowMatrix rows =
        RowExtraction.of(read, SpecNames.read("mall-cashout", read.schema()), Progress.silent())
            .toMatrix();
    long scored =
        read.schema().eventTypes().stream()
            .filter(EventType::scored)
            .mapToLong(read::eventCount)
            .sum();
    assertThat(rows.size()).isEqualTo((int) scored);
    Labels labels = Labels.read(read, "fraud", Long.MAX_VALUE);
    Map<String, Integer> frauds = new TreeMap<>();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.label(i, labels) == RowMatrix.POSITIVE) {
        frauds.merge(rows.type(i).name(), 1, Integer::sum);
      }
    }
    assertThat(frauds).containsOnlyKeys("order", "refund", "transfer", "payout");
  }

  @Test
  void labelsCountFromWhenTheyWereKnownAndSilenceOnlyFromItsAge() throws IOException {
    EventFolder read = EventFolder.open(events);
    FeatureSpec spec = SpecReader.parse(TINY, "tiny", read.schema());
    Target target = TrainConfig.builtIn("mall").target();
    LocalDate last = LocalDate.of(2025, 10, 21);
    History late = History.read(read, spec, target, LocalDate.of(9999, 1, 1), Progress.silent());
    History early = late.asKnownOn(last);
    Blocks.Range old = new Blocks.Range(LocalDate.of(2025, 10, 1), last.minusDays(6));
    Blocks.Range young = new Blocks.Range(last.minusDays(6), last.plusDays(1));
    assertThat(early.labelled(old).size()).isEqualTo(early.all(old).size());
    assertThat(early.labelled(old).fraudCount())
        .isPositive()
        .isLessThan(late.labelled(old).fraudCount());
    assertThat(early.labelled(young).size()).isPositive().isLessThan(early.all(young).size() / 10);
    assertThat(late.labelled(young).size()).isEqualTo(late.all(young).size());
  }

  @Test
  void aModelIsTrainedAndComparedWithTheTruth() throws IOException {
    String text =
        TrainConfig.builtIn("mall")
            .text()
            .replace("rounds: 200", "rounds: 20")
            .replaceFirst(
                "split: \\{.*\\}",
                "split: {train_days: 14, delay_days: 7, validation_days: 3, calibration_days: 3,"
                    + " test_days: 4}");
    Path config = Files.writeString(folder.resolve("train.yaml"), text);
    Path bundle = folder.resolve("bundle");
    assertThat(
            Main.run(
                "train",
                "--config=" + config,
                "--events=" + events,
                "--until=2025-11-07",
                "--out=" + bundle))
        .isZero();
    JsonNode order = evaluated("--bundle=" + bundle).at("/against_truth/order");
    assertThat(order.at("/truth/roc_auc/value").asDouble()).isBetween(0.7, 0.98);
    assertThat(order.at("/truth/pr_auc/low_95").asDouble())
        .isLessThanOrEqualTo(order.at("/truth/pr_auc/value").asDouble());
    assertThat(order.at("/truth/fraud_rows").asInt())
        .isGreaterThan(10)
        .isNotEqualTo(order.at("/observed/fraud_rows").asInt());
    assertThat(order.at("/caught_by_typology").size()).isGreaterThan(4);
    assertThat(order.at("/flagged_by_look_alike").size()).isGreaterThan(8);
  }

  @Test
  void rulesAreTunedAndComparedWithTheTruthToo() throws IOException {
    Path tuned = folder.resolve("rules.yaml");
    assertThat(
            Main.run(
                "rules",
                "tune",
                "--events=" + events,
                "--from=2025-10-01",
                "--to=2025-10-31",
                "--out=" + tuned))
        .isZero();
    List<Rule> rules = RuleSet.named(tuned.toString()).rules();
    List<String> known = RuleSet.named("mall-classic").rules().stream().map(Rule::id).toList();
    assertThat(rules)
        .isNotEmpty()
        .allSatisfy(rule -> assertThat(rule.tries()).contains(rule.limit()));
    assertThat(known).containsSubsequence(rules.stream().map(Rule::id).toList());
    JsonNode json = evaluated("--rules=" + tuned);
    assertThat(json.at("/against_verdicts"))
        .anySatisfy(rule -> assertThat(rule.path("fraud").asInt()).isPositive());
    JsonNode levels = json.at("/against_truth/order/by_score");
    assertThat(levels.size()).as("zero and what alerts score").isBetween(2, 20);
    assertThat(levels.get(levels.size() - 1).path("score").asDouble()).isZero();
  }

  @Test
  void aPeriodWithoutEventsIsRefused() {
    Path out = folder.resolve("nothing.json");
    Said said =
        Said.by(
            "evaluate",
            "--rules=mall-classic",
            "--events=" + events,
            "--from=2030-01-01",
            "--to=2030-01-02",
            "--out=" + out);
    assertThat(said.exitCode()).as(said.text()).isEqualTo(2);
    assertThat(said.text())
        .contains("found no scored event in 2030-01-01 to 2030-01-02, must be days from 2025-10-01")
        .contains("[empty_period]")
        .doesNotContain("Exception");
    assertThat(out).doesNotExist();
  }

  private static JsonNode evaluated(String subject) throws IOException {
    Path out = folder.resolve("metrics.json");
    assertThat(
            Main.run(
                "evaluate",
                subject,
                "--events=" + events,
                "--from=2025-11-01",
                "--to=2025-11-14",
                "--truth=" + truth,
                "--out=" + out))
        .isZero();
    return JSON.readTree(out.toFile());
  }
}
