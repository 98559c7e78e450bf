package io.mallguard.service.log;

import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** Reads one column family from a sequence on. */
final class RocksCursor<T> implements LogCursor<T> {
  private final RocksIterator iterator;
  private final Function<byte[], T> reader;
  private boolean begun;
  private @Nullable Lock held;

  RocksCursor(
      RocksStore store, ColumnFamilyHandle family, long fromSequence, Function<byte[], T> reader) {
    this.reader = reader;
    iterator = store.db().newIterator(family);
    iterator.seek(LogKeys.sequence(fromSequence));
  }

  /** Lets a lock go when the cursor is closed. */
  RocksCursor<T> releasing(Lock lock) {
    held = lock;
    return this;
  }

  @Override
  public boolean advance() {
    if (begun) {
      iterator.next();
    }
    begun = true;
    if (iterator.isValid()) {
      return true;
    }
    try {
      iterator.status();
      return false;
    } catch (RocksDBException e) {
      throw new LogUnavailableException("Could not read the log: " + e.getMessage(), e);
    }
  }

  @Override
  public long sequence() {
    return LogKeys.sequence(iterator.key());
  }

  @Override
  public T value() {
    return reader.apply(iterator.value());
  }

  @Override
  public void close() {
    iterator.close();
    if (held != null) {
      held.unlock();
      held = null;
    }
  }
}
