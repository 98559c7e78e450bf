package io.mallguard.features.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.grouped.Backlog;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which entries a mark still reaches, when they have left every window or are about to. */
class MarkReachTest {
  private static final EventSchema SCHEMA = Schemas.builtIn("cards");
  private static final EventType TRANSACTION = SCHEMA.eventType("transaction").orElseThrow();
  private static final EventType LABEL = SCHEMA.eventType("label").orElseThrow();
  private static final long DAY = 86_400_000L;
  private static final FeatureSpec SPEC =
      SpecReader.parse(
          """
          spec: sweep
          version: 1
          schema: cards
          ttl: {customer: 48d}
          features:
            - {name: a, key: customer, event: transaction, agg: share, where: fraud, window: 40d, delay: 7d, meaning: m}
          """,
          "sweep",
          SCHEMA);

  private long sequence;

  @Test
  void whatHasLeftEveryWindowIsNotReached() {
    Fold fold = new Fold(SPEC);
    fold.absorb(transaction("old", 0));
    fold.absorb(label("t1", 47 * DAY - 1));
    assertThat(fold.unmatchedMarks()).as("still in the window").isZero();
    fold.absorb(label("t1", 47 * DAY));
    assertThat(fold.unmatchedMarks()).as("left, though nothing came to drop it").isOne();
  }

  @Test
  void inABacklogWhatExpiresLaterIsReached() {
    Fold fold = new Fold(SPEC);
    for (int i = 0; i < 300; i++) {
      fold.absorb(transaction("old" + i, 0));
    }
    Backlog backlog = new Backlog(fold);
    for (int i = 0; i < 300; i++) {
      backlog.add(label("t" + (i + 1), 46 * DAY));
    }
    for (int i = 0; i < 3_000; i++) {
      backlog.add(transaction("new" + i, 49 * DAY));
    }
    backlog.settle();
    assertThat(fold.unmatchedMarks()).isZero();
  }

  private LoggedEvent transaction(String customer, long atMillis) {
    String id = "t" + ++sequence;
    long[] numbers = {Field.ABSENT, Field.ABSENT, Field.ABSENT, 100};
    @Nullable String[] texts = {id, customer, "m", null};
    Event event = new Event(TRANSACTION, id, atMillis, atMillis, numbers, texts);
    return new LoggedEvent(sequence, atMillis, event);
  }

  private LoggedEvent label(String subject, long atMillis) {
    String id = "l" + ++sequence;
    long[] numbers = {Field.ABSENT, 1};
    @Nullable String[] texts = {subject, null};
    Event event = new Event(LABEL, id, atMillis, atMillis, numbers, texts);
    return new LoggedEvent(sequence, atMillis, event);
  }
}
