package io.mallguard.training.history;

import io.mallguard.features.parquet.EncodedColumn;
import io.mallguard.features.parquet.RowFolderWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the row groups of one file in their order, whichever is encoded first. At most as many
 * wait as there are threads. Safe for use by many threads.
 */
final class InOrder {
  private final RowFolderWriter writer;
  private final int file;
  private final Map<Integer, List<EncodedColumn>> waiting = new TreeMap<>();
  private int next;

  InOrder(RowFolderWriter writer, int file) {
    this.writer = writer;
    this.file = file;
  }

  synchronized void write(int group, List<EncodedColumn> columns) throws IOException {
    waiting.put(group, columns);
    for (List<EncodedColumn> ready = waiting.remove(next);
        ready != null;
        ready = waiting.remove(next)) {
      writer.write(file, ready);
      next++;
    }
  }
}
