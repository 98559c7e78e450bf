package io.mallguard.service.live;

import io.mallguard.features.event.FoldTime;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.graph.MoneyCycle;
import io.mallguard.features.spec.Feature;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.scoring.Score;
import io.mallguard.scoring.Scorer;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.scoring.decision.Policy;
import io.mallguard.scoring.decision.PolicyOutcome;
import io.mallguard.service.decisions.DecidedEvent;
import io.mallguard.service.decisions.DecisionRecord;
import io.mallguard.service.decisions.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From an event and its row to a decision, with one bundle. Immutable. */
public final class Decider {
  private final FeatureSpec spec;
  private final Scorer scorer;
  private final Policy policy;
  private final Versions versions;

  /** Decides with a bundle. */
  public Decider(Bundle bundle) {
    spec = bundle.spec();
    scorer = bundle.scorer();
    policy = bundle.policy();
    versions =
        new Versions(
            bundle.manifest().name(),
            bundle.manifest().version(),
            bundle.manifest().bundleSha256(),
            spec.specHash());
  }

  /** The spec of the rows it takes. */
  public FeatureSpec spec() {
    return spec;
  }

  /** What it decides with. */
  public Versions versions() {
    return versions;
  }

  /**
   * Decides.
   *
   * @param logged the event
   * @param row its row; kept in the record
   * @param firstFoldTimeMillis fold time of the log's first event, {@link FoldTime#NONE} if this is
   *     the first
   * @param truncated whether the row misses entries dropped at the bound of a key
   * @param cycle the cycle of payments that the event closes, if any
   */
  public DecisionRecord decide(
      LoggedEvent logged,
      double[] row,
      long firstFoldTimeMillis,
      boolean truncated,
      Optional<MoneyCycle> cycle) {
    Score score = scorer.score(row);
    PolicyOutcome outcome = policy.decide(logged.event().type().name(), score);
    return new DecisionRecord(
        DecidedEvent.of(logged),
        row,
        score,
        outcome,
        versions,
        insufficientHistory(logged.foldTimeMillis(), firstFoldTimeMillis),
        isClamped(logged),
        truncated,
        cycle);
  }

  private List<Integer> insufficientHistory(long foldTimeMillis, long firstFoldTimeMillis) {
    List<Integer> columns = new ArrayList<>();
    for (Feature feature : spec.features()) {
      boolean none = firstFoldTimeMillis == FoldTime.NONE;
      if (feature.reachMillis() > 0
          && (none || foldTimeMillis - feature.reachMillis() < firstFoldTimeMillis)) {
        columns.add(feature.index());
      }
    }
    return columns;
  }

  /**
   * Whether an event's fold time is not the time at which it occurred: the log was past it, it was
   * observed before, or it is about an earlier one and counts from when it was observed.
   */
  static boolean isClamped(LoggedEvent logged) {
    return logged.foldTimeMillis() != logged.event().occurredAtMillis();
  }
}
