package io.mallguard.service.live;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.FoldTime;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.fold.Fold;
import io.mallguard.features.graph.MoneyCycle;
import io.mallguard.features.grouped.Backlog;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.service.log.EventLog;
import io.mallguard.service.log.LogCursor;
import io.mallguard.service.log.LogUnavailableException;
import java.util.Optional;
import java.util.function.LongConsumer;

/** The fold at the end of the log, and what comes next. One owner thread: the writer. */
final class LiveFold {
  private final FeatureSpec spec;
  private Fold fold;
  private long sequence;
  private long foldTimeMillis = FoldTime.NONE;

  LiveFold(FeatureSpec spec) {
    this.spec = spec;
    this.fold = new Fold(spec);
  }

  /**
   * Starts over and folds the whole log.
   *
   * @param progress told the sequence folded, now and then
   * @throws LogUnavailableException if the log can't be read or has a gap
   */
  void replay(EventLog log, LongConsumer progress) {
    fold = new Fold(spec);
    sequence = 0;
    foldTimeMillis = FoldTime.NONE;
    Backlog backlog = new Backlog(fold);
    try (LogCursor<LoggedEvent> events = log.events(1)) {
      while (events.advance()) {
        LoggedEvent logged = events.value();
        if (logged.sequence() != sequence + 1) {
          throw new LogUnavailableException(
              "The log has a gap: " + sequence + " is followed by " + logged.sequence());
        }
        backlog.add(logged);
        passed(logged);
        if (sequence % 1000 == 0) {
          progress.accept(sequence);
        }
      }
    }
    backlog.settle();
    progress.accept(sequence);
  }

  /** The event as it would be logged next. */
  LoggedEvent next(Event event) {
    return new LoggedEvent(sequence + 1, FoldTime.next(foldTimeMillis, event), event);
  }

  /** Its row, as of just before it; then it is folded in. */
  double[] score(LoggedEvent next) {
    double[] row = new double[spec.features().size()];
    fold.score(next, row);
    passed(next);
    return row;
  }

  /** Folds it in. */
  void absorb(LoggedEvent next) {
    fold.absorb(next);
    passed(next);
  }

  /** Its row, as if it came next; nothing changes. */
  double[] peek(LoggedEvent next) {
    double[] row = new double[spec.features().size()];
    fold.peek(next, row);
    return row;
  }

  /** Whether the row made last misses entries dropped at the bound of a key. */
  boolean rowTruncated() {
    return fold.rowTruncated();
  }

  /** The cycle of payments that the event read last closes, if any. */
  Optional<MoneyCycle> cycle() {
    return fold.cycle();
  }

  /** Fold time of the log's first event, {@link FoldTime#NONE} before it. */
  long firstFoldTimeMillis() {
    return fold.firstFoldTimeMillis();
  }

  private void passed(LoggedEvent logged) {
    sequence = logged.sequence();
    foldTimeMillis = logged.foldTimeMillis();
  }
}
