package io.mallguard.features.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.Statistics;

/**
 * The values of one column in one row group, encoded and compressed: made by a {@link
 * ColumnEncoder} in any thread, written by a {@link ColumnFileWriter}.
 */
public final class EncodedColumn {
  final Column column;
  final int rows;
  final List<DictionaryPage> dictionary = new ArrayList<>();
  final List<Page> pages = new ArrayList<>();

  EncodedColumn(Column column, int rows) {
    this.column = column;
    this.rows = rows;
  }

  /** One compressed page. */
  record Page(
      int rows, int plainBytes, BytesInput bytes, Statistics<?> statistics, Encoding encoding) {}
}
