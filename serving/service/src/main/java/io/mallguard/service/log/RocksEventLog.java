package io.mallguard.service.log;

import io.mallguard.features.event.EventBytes;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.FoldTime;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.schema.SchemaReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** The event log in RocksDB: one write batch, one sync, for many events. */
public final class RocksEventLog implements EventLog {
  private final Path dir;
  private final boolean readOnly;
  private final EventSchema schema;
  private final EventBytes eventBytes;

  /** Read: using the store. Write: closing or replacing it; a native store must outlive its use. */
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

  private RocksStore store;
  private boolean closed;
  private IdIndex ids;
  private LogMeta meta;
  private volatile long lastSequence;
  private volatile long lastFoldTimeMillis = FoldTime.NONE;
  private long oldestId;

  private RocksEventLog(Path dir, boolean readOnly, EventSchema schema, RocksStore store)
      throws RocksDBException {
    this.dir = dir;
    this.readOnly = readOnly;
    this.schema = schema;
    this.eventBytes = new EventBytes(schema);
    this.store = store;
    this.ids = new IdIndex(store, schema);
    this.meta = new LogMeta(store, dir.toString());
    position();
  }

  /**
   * Opens a log to go on with, or begins one.
   *
   * @throws InvalidInputException if it was made for another schema or layout, or by a newer
   *     version
   * @throws LogUnavailableException if it can't be opened
   */
  public static RocksEventLog open(Path dir, LogIdentity identity, EventSchema schema) {
    RocksStore store = RocksStore.open(dir, false);
    return opened(
        dir,
        store,
        () -> {
          LogMeta meta = new LogMeta(store, dir.toString());
          Optional<LogIdentity> found = meta.identity();
          if (found.isEmpty()) {
            meta.begin(identity);
          } else {
            found.get().check(identity, dir.toString());
          }
          return new RocksEventLog(dir, false, schema, store);
        });
  }

  /**
   * Opens a log to read, also beside the service that writes it: what is there now.
   *
   * @throws InvalidInputException if there is none, or one by a newer version
   * @throws LogUnavailableException if it can't be opened
   */
  public static RocksEventLog openReadOnly(Path dir) {
    if (!Files.exists(dir.resolve("CURRENT"))) {
      throw noLog(dir);
    }
    RocksStore store = RocksStore.open(dir, true);
    return opened(
        dir,
        store,
        () -> {
          LogIdentity identity =
              new LogMeta(store, dir.toString()).identity().orElseThrow(() -> noLog(dir));
          EventSchema schema = SchemaReader.parse(identity.schemaYaml(), dir + " (schema)");
          return new RocksEventLog(dir, true, schema, store);
        });
  }

  private static InvalidInputException noLog(Path dir) {
    return InvalidInputException.of(
        "data folder", new Problem(dir.toString(), "no_log", "no log", "a data folder of serve"));
  }

  /** The schema of its events. */
  public EventSchema schema() {
    return schema;
  }

  private void position() throws RocksDBException {
    oldestId = meta.oldestId();
    lastSequence = 0;
    lastFoldTimeMillis = FoldTime.NONE;
    try (RocksIterator iterator = store.db().newIterator(store.events())) {
      iterator.seekToLast();
      if (iterator.isValid()) {
        LoggedEvent last = eventBytes.read(iterator.value());
        lastSequence = last.sequence();
        lastFoldTimeMillis = last.foldTimeMillis();
      }
      iterator.status();
    }
  }

  @Override
  public long lastSequence() {
    return lastSequence;
  }

  @Override
  public long lastFoldTimeMillis() {
    return lastFoldTimeMillis;
  }

  @Override
  public OptionalLong find(EventType type, String eventId) {
    return reading(() -> ids.find(LogKeys.eventId(type.name(), eventId), lastFoldTimeMillis));
  }

  @Override
  public boolean knowsSubject(String typeName, String subjectId) {
    byte[] key = LogKeys.subjectId(typeName, subjectId);
    return reading(() -> ids.find(key, lastFoldTimeMillis)).isPresent();
  }

  @Override
  public OptionalLong supersededBy(EventType type, String eventId) {
    return reading(() -> ids.find(LogKeys.supersededId(type.name(), eventId), lastFoldTimeMillis));
  }

  @Override
  public Optional<LoggedEvent> event(long sequence) {
    return reading(() -> Optional.ofNullable(readOrNull(sequence)));
  }

  private @Nullable LoggedEvent readOrNull(long sequence) throws RocksDBException {
    byte @Nullable [] bytes = store.db().get(store.events(), LogKeys.sequence(sequence));
    return bytes == null ? null : eventBytes.read(bytes);
  }

  @Override
  public Optional<byte[]> decision(long sequence) {
    byte[] key = LogKeys.sequence(sequence);
    return reading(() -> Optional.ofNullable(store.db().get(store.decisions(), key)));
  }

  @Override
  public void append(List<LogEntry> batch) {
    try (WriteOptions synced = new WriteOptions().setSync(true)) {
      using("write", () -> write(batch, synced));
    }
  }

  /**
   * Appends without waiting for the disk, for loading history into a log that nobody serves from
   * yet; {@link #flush} makes all of it durable.
   */
  public void appendUnsynced(List<LogEntry> batch) {
    try (WriteOptions unsynced = new WriteOptions().setDisableWAL(true)) {
      using("write", () -> write(batch, unsynced));
    }
  }

  /** Makes everything appended durable. */
  public void flush() {
    using(
        "write",
        () -> {
          store.flush();
          return lastSequence;
        });
  }

  private long write(List<LogEntry> entries, WriteOptions options) throws RocksDBException {
    if (entries.isEmpty()) {
      return lastSequence;
    }
    LoggedEvent last = entries.get(entries.size() - 1).logged();
    try (WriteBatch batch = new WriteBatch()) {
      // Forgetting first: an id may come again in the very batch that forgets its old place.
      long oldest =
          ids.forget(oldestId, this::readOrNull, entries.size(), last.foldTimeMillis(), batch);
      if (oldest != oldestId) {
        meta.oldestId(oldest, batch);
      }
      for (LogEntry entry : entries) {
        add(entry, batch);
      }
      store.db().write(options, batch);
      oldestId = oldest;
    }
    lastFoldTimeMillis = last.foldTimeMillis();
    lastSequence = last.sequence();
    return lastSequence;
  }

  private void add(LogEntry entry, WriteBatch batch) throws RocksDBException {
    byte[] key = LogKeys.sequence(entry.logged().sequence());
    batch.put(store.events(), key, eventBytes.write(entry.logged()));
    if (entry.decision().isPresent()) {
      batch.put(store.decisions(), key, entry.decision().get());
    }
    ids.add(entry.logged(), batch);
  }

  /** RocksDB refuses writes after a failed one until it is opened again. */
  @Override
  public void recover() {
    use.writeLock().lock();
    try {
      if (!closed) {
        store.close();
        closed = true;
      }
      store = RocksStore.open(dir, readOnly);
      closed = false;
      ids = new IdIndex(store, schema);
      meta = new LogMeta(store, dir.toString());
      position();
    } catch (RocksDBException e) {
      throw new LogUnavailableException("Could not read the log: " + e.getMessage(), e);
    } finally {
      use.writeLock().unlock();
    }
  }

  @Override
  public LogCursor<LoggedEvent> events(long fromSequence) {
    return cursor(() -> new RocksCursor<>(store, store.events(), fromSequence, eventBytes::read));
  }

  @Override
  public LogCursor<byte[]> decisions(long fromSequence) {
    return cursor(() -> new RocksCursor<>(store, store.decisions(), fromSequence, bytes -> bytes));
  }

  /** A cursor uses the store until it is closed, by the thread that opened it. */
  private <T> LogCursor<T> cursor(Supplier<RocksCursor<T>> opening) {
    use.readLock().lock();
    try {
      requireOpen();
      return opening.get().releasing(use.readLock());
    } catch (RuntimeException e) {
      use.readLock().unlock();
      throw e;
    }
  }

  @Override
  public long rolledSequence() {
    return reading(() -> meta.rolled());
  }

  @Override
  public void rolled(long sequence) {
    using(
        "write",
        () -> {
          meta.rolled(sequence);
          return sequence;
        });
  }

  @Override
  public void close() {
    use.writeLock().lock();
    try {
      if (!closed) {
        store.close();
        closed = true;
      }
    } finally {
      use.writeLock().unlock();
    }
  }

  private static RocksEventLog opened(Path dir, RocksStore store, Use<RocksEventLog> opening) {
    try {
      return opening.run();
    } catch (RocksDBException e) {
      store.close();
      throw new LogUnavailableException(dir + ": could not read the log: " + e.getMessage(), e);
    } catch (IllegalArgumentException | IllegalStateException e) {
      store.close();
      throw e;
    }
  }

  private <T> T reading(Use<T> work) {
    return using("read", work);
  }

  private <T> T using(String verb, Use<T> work) {
    use.readLock().lock();
    try {
      requireOpen();
      return work.run();
    } catch (RocksDBException e) {
      throw new LogUnavailableException("Could not " + verb + " the log: " + e.getMessage(), e);
    } finally {
      use.readLock().unlock();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new LogUnavailableException("The log is closed");
    }
  }

  private interface Use<T> {
    T run() throws RocksDBException;
  }
}
