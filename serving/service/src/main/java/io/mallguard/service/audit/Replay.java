package io.mallguard.service.audit;

import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.fold.Fold;
import io.mallguard.features.spec.Feature;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.scoring.Score;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.scoring.decision.PolicyOutcome;
import io.mallguard.service.decisions.DecisionBytes;
import io.mallguard.service.decisions.DecisionRecord;
import io.mallguard.service.log.EventLog;
import io.mallguard.service.log.LogCursor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Folds the log again and recomputes every decision in it, each with the bundle that made it, and
 * compares bit by bit. One owner thread.
 */
public final class Replay {
  private final EventLog log;
  private final Function<String, Bundle> bundles;
  private final Map<String, Fold> folds = new HashMap<>();
  private final TreeMap<String, Long> differences = new TreeMap<>();
  private long eventCount;
  private long decisionCount;
  private long differingCount;

  /**
   * A replay.
   *
   * @param log the log
   * @param bundles a bundle by its sha256
   */
  public Replay(EventLog log, Function<String, Bundle> bundles) {
    this.log = log;
    this.bundles = bundles;
  }

  /**
   * What a replay found.
   *
   * @param eventCount events folded
   * @param decisionCount decisions recomputed
   * @param differingCount decisions that came out otherwise
   * @param differences how often per feature, score or decision, by name
   */
  public record Report(
      long eventCount, long decisionCount, long differingCount, Map<String, Long> differences) {
    /** Copies the map in the order of names. */
    public Report {
      differences = java.util.Collections.unmodifiableMap(new TreeMap<>(differences));
    }
  }

  /**
   * Replays the whole log.
   *
   * @param progress told the sequence folded, now and then
   */
  public Report run(LongConsumer progress) {
    findSpecs();
    try (LogCursor<LoggedEvent> events = log.events(1)) {
      while (events.advance()) {
        fold(events.value());
        eventCount++;
        if (eventCount % 1000 == 0) {
          progress.accept(eventCount);
        }
      }
    }
    progress.accept(eventCount);
    return new Report(eventCount, decisionCount, differingCount, differences);
  }

  /** One fold per spec that ever decided here; each sees all events. */
  private void findSpecs() {
    try (LogCursor<byte[]> decisions = log.decisions(1)) {
      while (decisions.advance()) {
        String sha256 = DecisionBytes.read(decisions.value()).versions().bundleSha256();
        FeatureSpec spec = bundles.apply(sha256).spec();
        folds.computeIfAbsent(spec.specHash(), hash -> new Fold(spec));
      }
    }
  }

  private void fold(LoggedEvent logged) {
    Optional<DecisionRecord> decision = log.decision(logged.sequence()).map(DecisionBytes::read);
    String decidedBy = decision.map(d -> d.versions().specHash()).orElse("");
    folds.forEach(
        (specHash, fold) -> {
          if (specHash.equals(decidedBy)) {
            compare(logged, decision.orElseThrow(), fold);
          } else {
            fold.absorb(logged);
          }
        });
  }

  private void compare(LoggedEvent logged, DecisionRecord decision, Fold fold) {
    Bundle bundle = bundles.apply(decision.versions().bundleSha256());
    double[] row = new double[bundle.spec().features().size()];
    fold.score(logged, row);
    decisionCount++;
    long before = total();
    compareRow(bundle.spec(), decision.row(), row);
    if (fold.rowTruncated() != decision.truncated()) {
      differs("(truncated)");
    }
    if (!fold.cycle().equals(decision.cycle())) {
      differs("(cycle)");
    }
    Score score = bundle.scorer().score(row);
    if (!score.sameBits(decision.score())) {
      differs("(score)");
    }
    PolicyOutcome outcome = bundle.policy().decide(decision.event().eventType(), score);
    if (!outcome.equals(decision.outcome())) {
      differs("(decision)");
    }
    differingCount += total() > before ? 1 : 0;
  }

  private void compareRow(FeatureSpec spec, double[] logged, double[] row) {
    if (logged.length != row.length) {
      differs("(column count)");
      return;
    }
    for (Feature feature : spec.features()) {
      int i = feature.index();
      if (Double.doubleToRawLongBits(logged[i]) != Double.doubleToRawLongBits(row[i])) {
        differs(feature.name());
      }
    }
  }

  private void differs(String what) {
    differences.merge(what, 1L, Long::sum);
  }

  private long total() {
    return differences.values().stream().mapToLong(Long::longValue).sum();
  }
}
