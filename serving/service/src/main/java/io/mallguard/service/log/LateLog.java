package io.mallguard.service.log;

import io.mallguard.features.event.EventType;
import io.mallguard.features.event.LoggedEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A log for a service that listens before its log is open: until then every use is refused. Safe
 * for use by many threads once it is open.
 */
public final class LateLog implements EventLog {
  private volatile @Nullable EventLog log;

  /** A log that is not open. */
  public LateLog() {}

  /** The log from now on; closed with this one. */
  public void open(EventLog opened) {
    log = opened;
  }

  /** Whether it is open. */
  public boolean isOpen() {
    return log != null;
  }

  private EventLog log() {
    EventLog opened = log;
    if (opened == null) {
      throw new LogUnavailableException("The log is not open yet");
    }
    return opened;
  }

  @Override
  public long lastSequence() {
    return log().lastSequence();
  }

  @Override
  public long lastFoldTimeMillis() {
    return log().lastFoldTimeMillis();
  }

  @Override
  public OptionalLong find(EventType type, String eventId) {
    return log().find(type, eventId);
  }

  @Override
  public boolean knowsSubject(String typeName, String subjectId) {
    return log().knowsSubject(typeName, subjectId);
  }

  @Override
  public OptionalLong supersededBy(EventType type, String eventId) {
    return log().supersededBy(type, eventId);
  }

  @Override
  public Optional<LoggedEvent> event(long sequence) {
    return log().event(sequence);
  }

  @Override
  public Optional<byte[]> decision(long sequence) {
    return log().decision(sequence);
  }

  @Override
  public void append(List<LogEntry> batch) {
    log().append(batch);
  }

  @Override
  public void recover() {
    log().recover();
  }

  @Override
  public LogCursor<LoggedEvent> events(long fromSequence) {
    return log().events(fromSequence);
  }

  @Override
  public LogCursor<byte[]> decisions(long fromSequence) {
    return log().decisions(fromSequence);
  }

  @Override
  public long rolledSequence() {
    return log().rolledSequence();
  }

  @Override
  public void rolled(long sequence) {
    log().rolled(sequence);
  }

  @Override
  public void close() {
    EventLog opened = log;
    if (opened != null) {
      opened.close();
    }
  }
}
