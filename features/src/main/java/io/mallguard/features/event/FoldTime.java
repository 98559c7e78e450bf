package io.mallguard.features.event;

/**
 * The rule that gives an event its fold time when it is appended: {@code max(previous,
 * min(occurred_at, observed_at))}, and for an event about an earlier one (a label) {@code
 * max(previous, observed_at)}, since nobody knew it before.
 */
public final class FoldTime {
  /** Fold time before the first event. */
  public static final long NONE = Long.MIN_VALUE;

  private FoldTime() {}

  /** Fold time of an event that is appended after one with the previous fold time. */
  public static long next(long previousMillis, Event event) {
    long own =
        event.type().hasSubject()
            ? event.observedAtMillis()
            : Math.min(event.occurredAtMillis(), event.observedAtMillis());
    return Math.max(previousMillis, own);
  }
}
