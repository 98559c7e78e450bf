package io.mallguard.features.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Tells Parquet the columns of a table and hands it the rows. */
final class TableFormat extends WriteSupport<TableRow> {
  private final MessageType schema;
  private final Map<String, String> properties;
  private final Map<String, String> lateProperties = new TreeMap<>();
  private @Nullable RecordConsumer consumer;

  TableFormat(List<Column> columns, List<ListColumn> lists, Map<String, String> properties) {
    this.schema = schema(columns, lists);
    this.properties = new TreeMap<>(properties);
  }

  /** Adds a pair to the footer, until the file is finished. */
  void property(String key, String value) {
    lateProperties.put(key, value);
  }

  static MessageType schema(List<Column> columns, List<ListColumn> lists) {
    List<Type> types = new ArrayList<>();
    columns.forEach(column -> types.add(column.parquetType()));
    lists.forEach(list -> types.add(list.parquetType()));
    return new MessageType("table", types);
  }

  @Override
  @SuppressWarnings("deprecation") // abstract in Parquet, so it must be here; never called
  public WriteContext init(org.apache.hadoop.conf.Configuration configuration) {
    return new WriteContext(schema, properties);
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return new WriteContext(schema, properties);
  }

  @Override
  public void prepareForWrite(RecordConsumer recordConsumer) {
    consumer = recordConsumer;
  }

  @Override
  public void write(TableRow row) {
    if (consumer == null) {
      throw new IllegalStateException("prepareForWrite was not called");
    }
    row.writeTo(consumer);
  }

  @Override
  public FinalizedWriteContext finalizeWrite() {
    return new FinalizedWriteContext(lateProperties);
  }
}
