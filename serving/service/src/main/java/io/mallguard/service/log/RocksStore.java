package io.mallguard.service.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.CompressionType;
import org.rocksdb.DBOptions;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WALRecoveryMode;

/**
 * An open RocksDB with the log's column families. Safe for use by many threads until it is closed.
 */
final class RocksStore implements AutoCloseable {
  static {
    RocksDB.loadLibrary();
  }

  /** Column families in the order of their handles; RocksDB demands one called "default". */
  private static final List<String> FAMILIES =
      List.of("default", "events", "ids", "decisions", "meta");

  private static final int BLOOM_BITS_PER_KEY = 10;

  private final DBOptions options;
  private final ColumnFamilyOptions familyOptions;
  private final BloomFilter bloom;
  private final List<ColumnFamilyHandle> handles;
  private final RocksDB db;

  private RocksStore(Path dir, boolean readOnly) throws RocksDBException {
    bloom = new BloomFilter(BLOOM_BITS_PER_KEY);
    familyOptions =
        new ColumnFamilyOptions()
            .setCompressionType(CompressionType.LZ4_COMPRESSION)
            .setTableFormatConfig(new BlockBasedTableConfig().setFilterPolicy(bloom));
    options =
        new DBOptions()
            .setCreateIfMissing(true)
            .setCreateMissingColumnFamilies(true)
            // A torn tail is what a crash leaves; damage before it must not lose events silently.
            .setWalRecoveryMode(WALRecoveryMode.TolerateCorruptedTailRecords)
            .setKeepLogFileNum(4);
    handles = new ArrayList<>();
    List<ColumnFamilyDescriptor> descriptors =
        FAMILIES.stream()
            .map(f -> new ColumnFamilyDescriptor(f.getBytes(StandardCharsets.UTF_8), familyOptions))
            .toList();
    db =
        readOnly
            ? RocksDB.openReadOnly(options, dir.toString(), descriptors, handles)
            : RocksDB.open(options, dir.toString(), descriptors, handles);
  }

  /**
   * Opens a store.
   *
   * @throws LogUnavailableException if it can't be opened
   */
  static RocksStore open(Path dir, boolean readOnly) {
    try {
      refuseUnknownFamilies(dir);
      if (!readOnly) {
        Files.createDirectories(dir);
      }
      return new RocksStore(dir, readOnly);
    } catch (RocksDBException | IOException e) {
      throw new LogUnavailableException(dir + ": could not open the log: " + e.getMessage(), e);
    }
  }

  private static void refuseUnknownFamilies(Path dir) throws RocksDBException {
    if (!Files.exists(dir.resolve("CURRENT"))) {
      return;
    }
    try (Options plain = new Options()) {
      for (byte[] family : RocksDB.listColumnFamilies(plain, dir.toString())) {
        String name = new String(family, StandardCharsets.UTF_8);
        if (!FAMILIES.contains(name)) {
          throw new LogUnavailableException(
              dir + ": the log has a part '" + name + "' that this version does not know");
        }
      }
    }
  }

  RocksDB db() {
    return db;
  }

  ColumnFamilyHandle events() {
    return handles.get(1);
  }

  ColumnFamilyHandle ids() {
    return handles.get(2);
  }

  ColumnFamilyHandle decisions() {
    return handles.get(3);
  }

  ColumnFamilyHandle meta() {
    return handles.get(4);
  }

  /** Brings everything in memory to disk. */
  void flush() throws RocksDBException {
    try (FlushOptions flush = new FlushOptions()) {
      db.flush(flush, handles);
    }
  }

  @Override
  public void close() {
    handles.forEach(ColumnFamilyHandle::close);
    db.close();
    options.close();
    familyOptions.close();
    bloom.close();
  }
}
