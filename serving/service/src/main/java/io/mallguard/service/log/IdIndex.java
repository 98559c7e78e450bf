package io.mallguard.service.log;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.LoggedEvent;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * Which ids came lately, and where. An id older than {@link EventLog#ID_MEMORY_MILLIS} is gone,
 * judged when it is read; its entry is removed by later appends, a few each, so that forgetting
 * never makes one append slow.
 */
final class IdIndex {
  /** Entries forgotten per entry added, at most: faster than they come, so the index is bounded. */
  private static final int FORGOTTEN_PER_ADDED = 2;

  private final RocksStore store;
  private final Set<String> subjectTypes = new HashSet<>();

  IdIndex(RocksStore store, EventSchema schema) {
    this.store = store;
    for (EventType type : schema.eventTypes()) {
      if (type.hasSubject()) {
        subjectTypes.add(type.subject());
      }
    }
  }

  OptionalLong find(byte[] key, long nowMillis) throws RocksDBException {
    byte @Nullable [] place = store.db().get(store.ids(), key);
    if (place == null || expired(LogKeys.placeFoldTimeMillis(place), nowMillis)) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(LogKeys.sequence(place));
  }

  void add(LoggedEvent logged, WriteBatch batch) throws RocksDBException {
    byte[] place = LogKeys.place(logged.sequence(), logged.foldTimeMillis());
    String type = logged.event().type().name();
    batch.put(store.ids(), LogKeys.eventId(type, logged.event().id()), place);
    if (subjectTypes.contains(type)) {
      batch.put(store.ids(), LogKeys.subjectId(type, logged.event().subjectId()), place);
    }
    Optional<String> earlier = logged.event().supersedes();
    if (earlier.isPresent()) {
      batch.put(store.ids(), LogKeys.supersededId(type, earlier.get()), place);
    }
  }

  /**
   * Forgets some of the oldest ids.
   *
   * @param from the oldest event whose ids are still held
   * @param events where events are read
   * @param added how many events the batch adds
   * @param nowMillis fold time after the batch
   * @return the oldest event whose ids are held afterwards
   */
  long forget(long from, EventReader events, int added, long nowMillis, WriteBatch batch)
      throws RocksDBException {
    long next = from;
    long end = from + (long) FORGOTTEN_PER_ADDED * added;
    while (next < end) {
      @Nullable LoggedEvent oldest = events.readOrNull(next);
      if (oldest == null || !expired(oldest.foldTimeMillis(), nowMillis)) {
        return next;
      }
      String type = oldest.event().type().name();
      remove(LogKeys.eventId(type, oldest.event().id()), next, batch);
      remove(LogKeys.subjectId(type, oldest.event().subjectId()), next, batch);
      Optional<String> earlier = oldest.event().supersedes();
      if (earlier.isPresent()) {
        remove(LogKeys.supersededId(type, earlier.get()), next, batch);
      }
      next++;
    }
    return next;
  }

  /** An id may have come again since; only its old place is removed. */
  private void remove(byte[] key, long sequence, WriteBatch batch) throws RocksDBException {
    byte @Nullable [] place = store.db().get(store.ids(), key);
    if (place != null && LogKeys.sequence(place) == sequence) {
      batch.delete(store.ids(), key);
    }
  }

  private static boolean expired(long foldTimeMillis, long nowMillis) {
    return foldTimeMillis < nowMillis - EventLog.ID_MEMORY_MILLIS;
  }

  /** Reads an event of the log, null where there is none. */
  interface EventReader {
    @Nullable LoggedEvent readOrNull(long sequence) throws RocksDBException;
  }
}
