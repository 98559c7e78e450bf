package io.mallguard.training.pipeline;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.Digests;
import io.mallguard.features.event.EventType;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.scoring.Score;
import io.mallguard.scoring.Scorer;
import io.mallguard.scoring.bundle.BundleFile;
import io.mallguard.scoring.bundle.BundleWriter;
import io.mallguard.scoring.bundle.GoldenRows;
import io.mallguard.scoring.model.CompiledModels;
import io.mallguard.scoring.profile.ColumnProfile;
import io.mallguard.scoring.profile.ProfileJson;
import io.mallguard.scoring.profile.ReferenceProfile;
import io.mallguard.scoring.profile.Threshold;
import io.mallguard.training.model.TrainingRows;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Fills a bundle from what training gave. The same inputs fill it with the same bytes. */
final class TrainedBundle {
  private static final int GOLDEN_ROWS = 200;

  private final TrainConfig config;
  private final EventFolder events;
  private final FeatureSpec spec;
  private final History history;
  private final Blocks blocks;
  private final Training.Outcome outcome;

  TrainedBundle(
      TrainConfig config,
      EventFolder events,
      FeatureSpec spec,
      History history,
      Blocks blocks,
      Training.Outcome outcome) {
    this.config = config;
    this.events = events;
    this.spec = spec;
    this.history = history;
    this.blocks = blocks;
    this.outcome = outcome;
  }

  BundleWriter fill(LocalDate until) {
    Scorer scorer = outcome.scorer();
    return new BundleWriter(config.name(), config.version(), blocks.train().last())
        .put(BundleFile.SCHEMA, events.schema().canonical())
        .put(BundleFile.SPEC, spec.canonical())
        .put(BundleFile.CLASSIFIER_SOURCE, outcome.chosen().model().tribuoBytes())
        .put(BundleFile.ANOMALY_SOURCE, outcome.forest().tribuoBytes())
        .put(BundleFile.CLASSIFIER, CompiledModels.write(scorer.classifier()))
        .put(BundleFile.ANOMALY, CompiledModels.write(scorer.anomaly()))
        .put(BundleFile.CALIBRATION, scorer.calibration().toJson())
        .put(BundleFile.ANOMALY_CALIBRATION, scorer.anomalyCalibration().toJson())
        .put(BundleFile.POLICY, policy())
        .put(BundleFile.GOLDEN_ROWS, goldenRows().toJson())
        .put(BundleFile.REFERENCE_PROFILE, ProfileJson.write(profile()))
        .put(BundleFile.METRICS, metrics())
        .put(BundleFile.PROVENANCE, provenance(until));
  }

  private String policy() {
    StringBuilder yaml = new StringBuilder("version: default-" + config.version() + "\n");
    Map<String, Double> thresholds = config.thresholds();
    yaml.append("risk_levels: {elevated: ").append(thresholds.get("step_up"));
    yaml.append(", highest: ").append(thresholds.get("reject")).append("}\nevents:\n");
    for (EventType type : events.schema().eventTypes()) {
      if (type.scored()) {
        yaml.append("  ").append(type.name()).append(":\n");
        thresholds.forEach((decision, from) -> yaml.append("    " + decision + ": " + from + "\n"));
      }
    }
    return yaml.append("fallback_decision: review\n").toString();
  }

  /* Test rows at even distances, so that fraud and quiet days are both in. */
  private GoldenRows goldenRows() {
    TrainingRows rows = history.all(blocks.test());
    List<double[]> golden = new ArrayList<>();
    int count = Math.min(GOLDEN_ROWS, rows.size());
    for (int i = 0; i < count; i++) {
      golden.add(rows.row((int) ((long) i * rows.size() / count)));
    }
    return GoldenRows.record(history.columns(), outcome.scorer(), golden);
  }

  private ReferenceProfile profile() {
    TrainingRows train = history.all(blocks.train());
    Optional<double[]> importance = Importance.of(outcome.scorer().classifier(), train);
    List<ColumnProfile> features = new ArrayList<>();
    for (int column = 0; column < history.columns().size(); column++) {
      double[] values = new double[train.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = train.row(i)[column];
      }
      int index = column;
      ColumnProfile profile = ColumnProfile.of(history.columns().get(column), values);
      features.add(importance.map(shares -> profile.withImportance(shares[index])).orElse(profile));
    }
    TrainingRows test = history.all(blocks.test());
    double[] probabilities = new double[test.size()];
    double[] anomalies = new double[test.size()];
    for (int i = 0; i < probabilities.length; i++) {
      Score score = outcome.scorer().score(test.row(i));
      probabilities[i] = score.probability();
      anomalies[i] = score.anomalyScore();
    }
    List<Threshold> thresholds = new ArrayList<>();
    config.thresholds().forEach((n, from) -> thresholds.add(Threshold.of(n, from, probabilities)));
    return new ReferenceProfile(
        features,
        ColumnProfile.ofScore("score", probabilities),
        ColumnProfile.ofScore("anomaly_score", anomalies),
        thresholds);
  }

  private ObjectNode metrics() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("chosen", outcome.chosen().model().recipe().describe());
    json.set("test", outcome.test().toJson());
    ArrayNode candidates = json.putArray("candidates");
    for (Training.Candidate one : outcome.candidates()) {
      ObjectNode candidate = candidates.addObject();
      candidate.put("recipe", one.model().recipe().describe());
      candidate.set("validation", one.validation().toJson());
    }
    return json;
  }

  private ObjectNode provenance(LocalDate until) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("events_digest", events.digest()).put("events", events.eventCount());
    json.set("target", config.target().toJson());
    json.put("until", until.toString());
    json.put("train_from", blocks.train().from().toString());
    json.put("train_to", blocks.train().last().toString());
    json.put("validation", blocks.validation().toString());
    json.put("calibration", blocks.calibration().toString());
    json.put("test", blocks.test().toString());
    json.put("delay_days", config.blocks().delay());
    json.put("reviewed_per_day", config.reviewedPerDay());
    json.put("classifier", outcome.chosen().model().recipe().describe());
    json.put("fraud_weight", config.fraudWeight());
    json.put("anomaly", config.anomaly().describe());
    json.put("seed", config.seed());
    json.put("config_sha256", Digests.sha256Hex(config.text()));
    json.put("java", Runtime.version().feature());
    return json;
  }
}
