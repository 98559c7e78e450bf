package io.mallguard.service.log;

import io.mallguard.features.event.LoggedEvent;
import java.util.Optional;

/** One event to append and its decision record, where the event was scored. */
public final class LogEntry {
  private final LoggedEvent logged;
  private final byte[] decision;

  private LogEntry(LoggedEvent logged, byte[] decision) {
    this.logged = logged;
    this.decision = decision;
  }

  /** An event that was recorded only. */
  public static LogEntry recorded(LoggedEvent logged) {
    return new LogEntry(logged, new byte[0]);
  }

  /** An event that was scored; the bytes are not copied. */
  public static LogEntry decided(LoggedEvent logged, byte[] decision) {
    return new LogEntry(logged, decision);
  }

  /** The event. */
  public LoggedEvent logged() {
    return logged;
  }

  /** The decision record, if the event was scored. */
  public Optional<byte[]> decision() {
    return decision.length == 0 ? Optional.empty() : Optional.of(decision);
  }
}
