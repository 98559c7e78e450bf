package io.mallguard.service.live;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventBytes;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.service.decisions.DecisionBytes;
import io.mallguard.service.decisions.DecisionRecord;
import io.mallguard.service.live.Outcome.Decided;
import io.mallguard.service.live.Outcome.Decided.Kind;
import io.mallguard.service.live.Outcome.Recorded;
import io.mallguard.service.live.Outcome.Refused;
import io.mallguard.service.live.Outcome.StageTimes;
import io.mallguard.service.log.EventLog;
import io.mallguard.service.log.LogEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Events that become durable together. Folding runs ahead of the log here: until {@link #entries}
 * are written no outcome may be told to anybody.
 */
final class Batch {
  private final EventLog log;
  private final LiveFold fold;
  private final Decider decider;
  private final EventBytes bytes;
  private final LongSupplier nanos;
  private final List<LogEntry> entries = new ArrayList<>();
  private final Map<String, Taken> taken = new HashMap<>();
  private final Set<String> subjects = new HashSet<>();
  private final Map<String, Long> superseded = new HashMap<>();
  private final Set<String> subjectTypes;

  Batch(EventLog log, LiveFold fold, Decider decider, EventBytes bytes, LongSupplier nanos) {
    this.log = log;
    this.fold = fold;
    this.decider = decider;
    this.bytes = bytes;
    this.nanos = nanos;
    this.subjectTypes =
        decider.spec().schema().eventTypes().stream()
            .filter(EventType::hasSubject)
            .map(EventType::subject)
            .collect(Collectors.toSet());
  }

  /** What to write before any outcome is told. */
  List<LogEntry> entries() {
    return entries;
  }

  /** Takes one event; the outcome holds once the entries are written. */
  Outcome take(Ask ask) {
    Event event = ask.event();
    Taken earlier = earlier(event);
    if (earlier != null) {
      return again(ask, earlier);
    }
    List<Refused> why = reasonsAgainst(event);
    if (!why.isEmpty()) {
      return why.size() == 1 ? why.get(0) : new Outcome.RefusedForAll(why);
    }
    if (nanos.getAsLong() - ask.deadlineNanos() > 0) {
      return Refused.DEADLINE_EXCEEDED;
    }
    return switch (ask.wish()) {
      case DRY_RUN -> decide(fold.next(event), Kind.DRY_RUN);
      case SCORE -> decide(fold.next(event), Kind.NEW);
      case RECORD -> record(fold.next(event));
    };
  }

  private List<Refused> reasonsAgainst(Event event) {
    List<Refused> why = new ArrayList<>();
    if (event.type().hasSubject() && !knowsSubject(event)) {
      why.add(Refused.UNKNOWN_SUBJECT);
    }
    String type = event.type().name();
    if (subjectTypes.contains(type) && knowsSubject(type, event.subjectId())) {
      why.add(Refused.SUBJECT_REUSED);
    }
    event.supersedes().ifPresent(earlierId -> checkSuperseded(event, earlierId, why));
    return why;
  }

  private void checkSuperseded(Event event, String earlierId, List<Refused> why) {
    Optional<LoggedEvent> earlier = logged(event.type(), earlierId);
    if (earlier.isEmpty()) {
      boolean ofAnother =
          decider.spec().schema().eventTypes().stream()
              .anyMatch(type -> logged(type, earlierId).isPresent());
      why.add(ofAnother ? Refused.OTHER_SUBJECT : Refused.UNKNOWN_SUPERSEDED);
      return;
    }
    int subject = event.type().subjectField();
    if (!Objects.equals(earlier.get().event().text(subject), event.text(subject))) {
      why.add(Refused.OTHER_SUBJECT);
    }
    long by =
        superseded.getOrDefault(
            key(event.type().name(), earlierId),
            log.supersededBy(event.type(), earlierId).orElse(0));
    // What took the place of an event before this one came did so to an older one with its id.
    if (by > earlier.get().sequence()) {
      why.add(Refused.SUPERSEDED_BEFORE);
    }
  }

  private Decided decide(LoggedEvent next, Kind kind) {
    long firstFoldTimeMillis = fold.firstFoldTimeMillis();
    long begun = nanos.getAsLong();
    double[] row = kind == Kind.DRY_RUN ? fold.peek(next) : fold.score(next);
    long folded = nanos.getAsLong();
    DecisionRecord decision =
        decider.decide(next, row, firstFoldTimeMillis, fold.rowTruncated(), fold.cycle());
    long decided = nanos.getAsLong();
    if (kind == Kind.NEW) {
      add(LogEntry.decided(next, DecisionBytes.write(decision)), decision);
    }
    return new Decided(decision, kind, new StageTimes(folded - begun, decided - folded, 0));
  }

  private Recorded record(LoggedEvent next) {
    fold.absorb(next);
    add(LogEntry.recorded(next), null);
    return new Recorded(next.sequence(), false);
  }

  private void add(LogEntry entry, @Nullable DecisionRecord decision) {
    entries.add(entry);
    Event event = entry.logged().event();
    taken.put(key(event.type().name(), event.id()), new Taken(entry.logged(), decision));
    subjects.add(key(event.type().name(), event.subjectId()));
    event
        .supersedes()
        .ifPresent(id -> superseded.put(key(event.type().name(), id), entry.logged().sequence()));
  }

  /** The answer to an event that came before: in the log or in this batch. */
  private Outcome again(Ask ask, Taken earlier) {
    if (!Arrays.equals(bytes.content(ask.event()), bytes.content(earlier.logged.event()))) {
      return Refused.ID_REUSED;
    }
    if (ask.wish() == Ask.Wish.RECORD) {
      return new Recorded(earlier.logged.sequence(), true);
    }
    return earlier.decision == null
        ? Refused.NOT_SCORED_BEFORE
        : new Decided(earlier.decision, Kind.DUPLICATE, StageTimes.NONE);
  }

  private @Nullable Taken earlier(Event event) {
    Taken here = taken.get(key(event.type().name(), event.id()));
    if (here != null) {
      return here;
    }
    @Nullable LoggedEvent logged = logged(event.type(), event.id()).orElse(null);
    return logged == null
        ? null
        : new Taken(logged, log.decision(logged.sequence()).map(DecisionBytes::read).orElse(null));
  }

  /** The event of a type and id: in this batch or in the log. */
  private Optional<LoggedEvent> logged(EventType type, String id) {
    Taken here = taken.get(key(type.name(), id));
    if (here != null) {
      return Optional.of(here.logged);
    }
    OptionalLong sequence = log.find(type, id);
    return sequence.isEmpty()
        ? Optional.empty()
        : Optional.of(log.event(sequence.getAsLong()).orElseThrow());
  }

  private boolean knowsSubject(Event event) {
    String type = event.type().subject();
    String id = String.valueOf(event.text(event.type().subjectField()));
    return knowsSubject(type, id);
  }

  private boolean knowsSubject(String type, String id) {
    return subjects.contains(key(type, id)) || log.knowsSubject(type, id);
  }

  private static String key(String typeName, String id) {
    return typeName + '\0' + id;
  }

  private record Taken(LoggedEvent logged, @Nullable DecisionRecord decision) {}
}
