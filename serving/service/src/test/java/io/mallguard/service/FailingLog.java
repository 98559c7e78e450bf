package io.mallguard.service;

import io.mallguard.features.event.EventType;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.service.log.EventLog;
import io.mallguard.service.log.LogCursor;
import io.mallguard.service.log.LogEntry;
import io.mallguard.service.log.LogUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A log whose appends and recoveries fail or wait, or that chokes on an id, when a test says so.
 */
final class FailingLog implements EventLog {
  final AtomicInteger appendsToFail = new AtomicInteger();
  final AtomicInteger recoveriesToFail = new AtomicInteger();
  volatile String poison = "";
  volatile CountDownLatch appendGate = new CountDownLatch(0);
  private final EventLog log;

  FailingLog(EventLog log) {
    this.log = log;
  }

  @Override
  public void append(List<LogEntry> batch) {
    try {
      appendGate.await();
    } catch (InterruptedException e) {
      throw new LogUnavailableException("interrupted", e);
    }
    if (!batch.isEmpty() && appendsToFail.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      throw new LogUnavailableException("No space left on device");
    }
    log.append(batch);
  }

  @Override
  public void recover() {
    if (recoveriesToFail.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      throw new LogUnavailableException("No space left on device");
    }
    log.recover();
  }

  @Override
  public long lastSequence() {
    return log.lastSequence();
  }

  @Override
  public long lastFoldTimeMillis() {
    return log.lastFoldTimeMillis();
  }

  @Override
  public OptionalLong find(EventType type, String eventId) {
    if (eventId.equals(poison)) {
      throw new IllegalStateException("poison");
    }
    return log.find(type, eventId);
  }

  @Override
  public boolean knowsSubject(String typeName, String subjectId) {
    return log.knowsSubject(typeName, subjectId);
  }

  @Override
  public OptionalLong supersededBy(EventType type, String eventId) {
    return log.supersededBy(type, eventId);
  }

  @Override
  public Optional<LoggedEvent> event(long sequence) {
    return log.event(sequence);
  }

  @Override
  public Optional<byte[]> decision(long sequence) {
    return log.decision(sequence);
  }

  @Override
  public LogCursor<LoggedEvent> events(long fromSequence) {
    return log.events(fromSequence);
  }

  @Override
  public LogCursor<byte[]> decisions(long fromSequence) {
    return log.decisions(fromSequence);
  }

  @Override
  public long rolledSequence() {
    return log.rolledSequence();
  }

  @Override
  public void rolled(long sequence) {
    log.rolled(sequence);
  }

  @Override
  public void close() {
    log.close();
  }
}
