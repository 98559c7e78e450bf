package io.mallguard.training.evaluation;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * Which entities are known to be compromised on a day: those with a fraud since the training period
 * began whose label has arrived. They are blocked, so they must not be tested. One owner thread.
 */
public final class KnownEntities {
  private final Map<String, LocalDate> firstFraud = new HashMap<>();
  private final LocalDate since;
  private final int delayDays;

  /**
   * Nobody known yet.
   *
   * @param since first day of the training period
   * @param delayDays full days until a label is known: a fraud of day d is known on day d + delay +
   *     1
   */
  public KnownEntities(LocalDate since, int delayDays) {
    this.since = since;
    this.delayDays = delayDays;
  }

  /** Notes a fraud of an entity. */
  public void fraud(String entity, LocalDate day) {
    if (!day.isBefore(since)) {
      firstFraud.merge(entity, day, (a, b) -> a.isBefore(b) ? a : b);
    }
  }

  /** Whether an entity is known to be compromised when a day begins. */
  public boolean isKnown(String entity, LocalDate day) {
    LocalDate fraud = firstFraud.get(entity);
    return fraud != null && fraud.isBefore(day.minusDays(delayDays));
  }

  /** How many entities are known when a day begins. */
  public long countKnown(LocalDate day) {
    return firstFraud.values().stream().filter(f -> f.isBefore(day.minusDays(delayDays))).count();
  }
}
