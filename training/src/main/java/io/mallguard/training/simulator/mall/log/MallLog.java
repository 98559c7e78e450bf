package io.mallguard.training.simulator.mall.log;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.truth.TruthFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where every event goes, honest or not: gets a random id and becomes known a moment after it
 * happened, waits until its day is over, and is handed on in the log's order (by {@code
 * observed_at}, verdicts first, {@code occurred_at}, id). One owner thread.
 */
public final class MallLog {
  private static final long STREAM = 'L';

  /** Ways through the network, in milliseconds; below the second that things are apart at least. */
  private static final double MEDIAN_LAG_MILLIS = 220;

  private static final double MAX_LAG_MILLIS = 900;

  private static final Comparator<Event> ORDER =
      Comparator.comparingLong(Event::observedAtMillis)
          .thenComparing(event -> !event.type().hasSubject())
          .thenComparingLong(Event::occurredAtMillis)
          .thenComparing(Event::id);

  private final Map<String, DraftType> types = new HashMap<>();
  private final Ids ids;
  private final long seed;
  private final DaySink sink;
  private final TruthFile truth;
  private final Chance lag;
  private final List<Watcher> watchers = new ArrayList<>();
  private List<Event> waiting = new ArrayList<>();
  private long lastNumber;
  private long closedMillis = Long.MIN_VALUE;

  /** A log of events of a schema. */
  public MallLog(EventSchema schema, long seed, DaySink sink, TruthFile truth) {
    this.seed = seed;
    this.ids = new Ids(seed);
    this.sink = sink;
    this.truth = truth;
    this.lag = Chance.of(seed, STREAM, 0);
    for (EventType type : schema.eventTypes()) {
      types.put(type.name(), new DraftType(type));
    }
  }

  /** The ids of things. */
  public Ids ids() {
    return ids;
  }

  /** Has somebody see all events from now on. */
  public void watchedBy(Watcher watcher) {
    watchers.add(watcher);
  }

  /** A new draft. */
  public Draft draft(String type) {
    DraftType found = types.get(type);
    if (found == null) {
      throw new IllegalArgumentException("event type " + type);
    }
    return found.draft();
  }

  /** Writes an event that is known almost at once. */
  public Event write(Draft draft, long occurredAtMillis, Tag tag) {
    return write(draft, occurredAtMillis, occurredAtMillis, tag);
  }

  /**
   * Writes an event that is known later.
   *
   * @param reportedAtMillis when somebody tells, not before it happened
   */
  public Event write(Draft draft, long occurredAtMillis, long reportedAtMillis, Tag tag) {
    if (reportedAtMillis < closedMillis) {
      throw new IllegalArgumentException(
          draft.eventType().name() + " at " + reportedAtMillis + ", closed until " + closedMillis);
    }
    long number = ++lastNumber;
    lag.restart(seed, STREAM, number);
    long known =
        reportedAtMillis + (long) Math.min(MAX_LAG_MILLIS, lag.logNormal(MEDIAN_LAG_MILLIS, 0.6));
    Event event = draft.event(ids.of('e', number), occurredAtMillis, known);
    waiting.add(event);
    if (tag.isNote()) {
      note(event, tag);
    }
    watchers.forEach(watcher -> watcher.saw(event, tag));
    return event;
  }

  private void note(Event event, Tag tag) {
    try {
      truth.write(event, tag);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands on all that is known before an instant; nothing earlier may happen any more. */
  public void closeUntil(long untilMillis) throws IOException {
    List<Event> closed = new ArrayList<>();
    List<Event> open = new ArrayList<>();
    for (Event event : waiting) {
      (event.observedAtMillis() < untilMillis ? closed : open).add(event);
    }
    waiting = open;
    closedMillis = untilMillis;
    closed.sort(ORDER);
    sink.take(closed);
  }
}
