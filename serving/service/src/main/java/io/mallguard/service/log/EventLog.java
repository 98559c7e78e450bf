package io.mallguard.service.log;

import io.mallguard.features.event.EventType;
import io.mallguard.features.event.LoggedEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The durable ordered sequence of events, each with the decision record made for it, if any. Its
 * sequence numbers are the truth about order.
 *
 * <p>One thread appends and recovers; any thread may read. What {@link #append} returned from is on
 * disk.
 */
public interface EventLog extends AutoCloseable {
  /** Event ids are remembered for this long, in fold time. */
  long ID_MEMORY_MILLIS = 90L * 24 * 60 * 60 * 1000;

  /** Sequence of the last event, 0 before the first. */
  long lastSequence();

  /** Fold time of the last event, {@code FoldTime.NONE} before the first. */
  long lastFoldTimeMillis();

  /** Sequence of the event with this type and id, if it came within {@link #ID_MEMORY_MILLIS}. */
  OptionalLong find(EventType type, String eventId);

  /** Whether an event that later ones name by this id came within {@link #ID_MEMORY_MILLIS}. */
  boolean knowsSubject(String typeName, String subjectId);

  /**
   * Sequence of the last event that takes the place of the one with this type and id, if it came
   * within {@link #ID_MEMORY_MILLIS}. An id that came again may have one from before it.
   */
  OptionalLong supersededBy(EventType type, String eventId);

  /** The event at a position, if there is one. */
  Optional<LoggedEvent> event(long sequence);

  /** The decision record made for the event at a position, if there is one. */
  Optional<byte[]> decision(long sequence);

  /**
   * Appends events with their decision records, all or none, and returns when they are on disk.
   *
   * @throws LogUnavailableException if they could not be written; {@link #recover} must be called
   *     before the next append
   */
  void append(List<LogEntry> batch);

  /**
   * Goes back to what is on disk after a failed append.
   *
   * @throws LogUnavailableException if that can't be read
   */
  void recover();

  /** Reads events in order, from a sequence on, as of now. */
  LogCursor<LoggedEvent> events(long fromSequence);

  /** Reads decision records in order, from a sequence on, as of now. */
  LogCursor<byte[]> decisions(long fromSequence);

  /** Up to which sequence decision records have been rolled into closed daily files, 0 at first. */
  long rolledSequence();

  /** Notes that decision records up to a sequence are in closed daily files. */
  void rolled(long sequence);

  @Override
  void close();
}
