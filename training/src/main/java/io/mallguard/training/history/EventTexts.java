package io.mallguard.training.history;

import io.mallguard.features.event.EventType;
import io.mallguard.features.parquet.Column;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.RowFile;
import io.mallguard.features.parquet.TableReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Goes through one textual column of the scored events of a folder, in the order of the log. One
 * owner at a time.
 */
final class EventTexts implements AutoCloseable {
  private static final long AT_END = Long.MAX_VALUE;

  private final List<TableReader> tables = new ArrayList<>();
  private final List<Long> next = new ArrayList<>();

  private EventTexts() {}

  /** The ids of the events. */
  static EventTexts ids(EventFolder folder) throws IOException {
    return open(folder, type -> RowFile.EVENT_ID);
  }

  /** A field that every scored type has. */
  static EventTexts field(EventFolder folder, String field) throws IOException {
    return open(
        folder,
        type -> {
          int index = type.fieldIndex(field);
          if (index < 0) {
            throw new IllegalArgumentException(
                "field " + field + ", must be one of the event type " + type.name());
          }
          boolean required = type.fields().get(index).required();
          return new Column(field, Column.Kind.TEXT, required);
        });
  }

  private static EventTexts open(EventFolder folder, Function<EventType, Column> column)
      throws IOException {
    EventTexts texts = new EventTexts();
    try {
      for (EventType type : folder.schema().eventTypes()) {
        if (type.scored()) {
          List<Column> columns = List.of(RowFile.SEQUENCE, column.apply(type));
          texts.tables.add(TableReader.open(folder.file(type), columns));
          texts.next.add(0L);
          texts.advance(texts.tables.size() - 1);
        }
      }
      return texts;
    } catch (IOException | RuntimeException failure) {
      texts.close();
      throw failure;
    }
  }

  private void advance(int table) {
    TableReader reader = tables.get(table);
    next.set(table, reader.advance() ? reader.number(0) : AT_END);
  }

  /** The text of the next event, null if absent. */
  @Nullable String next() {
    int first = 0;
    for (int i = 1; i < tables.size(); i++) {
      first = next.get(i) < next.get(first) ? i : first;
    }
    String text = tables.get(first).text(1);
    advance(first);
    return text;
  }

  @Override
  public void close() throws IOException {
    for (TableReader table : tables) {
      table.close();
    }
  }
}
