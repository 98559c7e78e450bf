package io.mallguard.features.fold;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.FoldTime;
import io.mallguard.features.event.LoggedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Small random streams of card events that are full of ties, edges, hot keys and late events. */
public final class RandomCards {
  private static final long HOUR = 3_600_000L;

  private final EventType transaction;
  private final EventType label;
  private final SplittableRandom random;
  private final List<String> ids = new ArrayList<>();
  private long clock = 1_000_000_000_000L;
  private long foldTime = FoldTime.NONE;
  private long sequence;

  /** A stream for a cards schema. */
  public RandomCards(EventSchema schema, long seed) {
    this.transaction = schema.eventType("transaction").orElseThrow();
    this.label = schema.eventType("label").orElseThrow();
    this.random = new SplittableRandom(seed);
  }

  /** The next event of the log. */
  public LoggedEvent next() {
    if (random.nextInt(3) > 0) {
      // Whole hours, so that windows of whole hours and days are met exactly at their edges.
      clock += random.nextInt(4) * HOUR + (random.nextInt(5) == 0 ? random.nextInt(3) - 1 : 0);
    }
    Event event = !ids.isEmpty() && random.nextInt(3) == 0 ? label() : transaction();
    foldTime = FoldTime.next(foldTime, event);
    return new LoggedEvent(++sequence, foldTime, event);
  }

  /** The same event as if it were next in the log. */
  public LoggedEvent dryRun() {
    Event event = transaction();
    ids.remove(ids.size() - 1);
    return new LoggedEvent(sequence + 1, FoldTime.next(foldTime, event), event);
  }

  private Event transaction() {
    String id = "t" + ids.size();
    ids.add(id);
    long[] numbers = {Field.ABSENT, Field.ABSENT, Field.ABSENT, random.nextInt(200)};
    @Nullable String[] texts = {
      id, "c" + skewed(6), "m" + skewed(4), null,
    };
    long late = random.nextInt(10) == 0 ? random.nextInt(48) * HOUR : 0;
    return new Event(transaction, id, clock - late, clock, numbers, texts);
  }

  private Event label() {
    String subject = random.nextInt(20) == 0 ? "nobody" : ids.get(random.nextInt(ids.size()));
    long[] numbers = {Field.ABSENT, random.nextInt(2)};
    @Nullable String[] texts = {subject, null};
    return new Event(label, "l" + sequence, clock, clock, numbers, texts);
  }

  private int skewed(int bound) {
    return random.nextInt(random.nextInt(bound) + 1);
  }
}
