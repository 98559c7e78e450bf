package io.mallguard.service.log;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/** What a log says about itself: its format, what it was made for, how far chores have come. */
final class LogMeta {
  private static final String FORMAT = "mallguard-log";
  private static final int VERSION = 1;
  private static final byte[] OLDEST_ID = key("oldest_id");
  private static final byte[] ROLLED = key("rolled");

  private final RocksStore store;
  private final String place;

  LogMeta(RocksStore store, String place) {
    this.store = store;
    this.place = place;
  }

  /** The identity written in the log, empty for a new log. */
  Optional<LogIdentity> identity() throws RocksDBException {
    @Nullable String format = text("format");
    if (format == null) {
      return Optional.empty();
    }
    checkFormat(format, String.valueOf(text("format_version")));
    return Optional.of(
        new LogIdentity(
            String.valueOf(text("schema_hash")),
            String.valueOf(text("schema")),
            String.valueOf(text("layout_hash")),
            String.valueOf(text("spec"))));
  }

  private void checkFormat(String format, String version) {
    if (!format.equals(FORMAT)) {
      refuse("other_format", "format " + format, "a log of format " + FORMAT);
    }
    if (!version.equals(Integer.toString(VERSION))) {
      refuse("log_too_new", "format version " + version, "format version " + VERSION + " or older");
    }
  }

  private void refuse(String code, String found, String legal) {
    throw InvalidInputException.of("data folder", new Problem(place, code, found, legal));
  }

  void begin(LogIdentity identity) throws RocksDBException {
    try (WriteBatch batch = new WriteBatch();
        WriteOptions synced = new WriteOptions().setSync(true)) {
      put(batch, "format", FORMAT);
      put(batch, "format_version", Integer.toString(VERSION));
      put(batch, "schema_hash", identity.schemaHash());
      put(batch, "schema", identity.schemaYaml());
      put(batch, "layout_hash", identity.layoutHash());
      put(batch, "spec", identity.specYaml());
      store.db().write(synced, batch);
    }
  }

  /** The oldest event whose ids are held. */
  long oldestId() throws RocksDBException {
    return number(OLDEST_ID, 1);
  }

  void oldestId(long sequence, WriteBatch batch) throws RocksDBException {
    batch.put(store.meta(), OLDEST_ID, LogKeys.sequence(sequence));
  }

  long rolled() throws RocksDBException {
    return number(ROLLED, 0);
  }

  /** Need not be synced: rolling again gives the same files. */
  void rolled(long sequence) throws RocksDBException {
    store.db().put(store.meta(), ROLLED, LogKeys.sequence(sequence));
  }

  private long number(byte[] key, long absent) throws RocksDBException {
    byte @Nullable [] value = store.db().get(store.meta(), key);
    return value == null ? absent : LogKeys.sequence(value);
  }

  private @Nullable String text(String key) throws RocksDBException {
    byte @Nullable [] value = store.db().get(store.meta(), key(key));
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  private void put(WriteBatch batch, String key, String value) throws RocksDBException {
    batch.put(store.meta(), key(key), value.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] key(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
