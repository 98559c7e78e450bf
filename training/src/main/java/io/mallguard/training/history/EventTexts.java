package io.mallguard.training.history;

import io.mallguard.features.event.EventType;
import io.mallguard.features.parquet.Column;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.RowFile;
import io.mallguard.features.parquet.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Goes through one textual column of the scored events of a folder, in the order of the log. One
 * owner at a time.
 */
final class EventTexts implements AutoCloseable {
  private static final long AT_END = Long.MAX_VALUE;

  private final List<TableReader> tables = new ArrayList<>();
  private final List<Boolean> named = new ArrayList<>();
  private final List<Long> next = new ArrayList<>();

  private EventTexts() {}

  /** The ids of the events. */
  static EventTexts ids(EventFolder folder) throws IOException {
    return open(folder, type -> Optional.of(RowFile.EVENT_ID));
  }

  /** A field of each scored type; events of a type for which none is named have no text. */
  static EventTexts fields(EventFolder folder, Function<EventType, Optional<String>> field)
      throws IOException {
    return open(folder, type -> field.apply(type).map(name -> column(type, name)));
  }

  private static Column column(EventType type, String field) {
    int index = type.fieldIndex(field);
    if (index < 0) {
      throw new IllegalArgumentException(
          "field " + field + ", must be one of the event type " + type.name());
    }
    return new Column(field, Column.Kind.TEXT, type.fields().get(index).required());
  }

  private static EventTexts open(EventFolder folder, Function<EventType, Optional<Column>> column)
      throws IOException {
    EventTexts texts = new EventTexts();
    try {
      for (EventType type : folder.schema().eventTypes()) {
        if (type.scored()) {
          texts.add(folder.file(type), column.apply(type));
        }
      }
      return texts;
    } catch (IOException | RuntimeException failure) {
      texts.close();
      throw failure;
    }
  }

  private void add(Path file, Optional<Column> column) throws IOException {
    List<Column> columns = new ArrayList<>(List.of(RowFile.SEQUENCE));
    column.ifPresent(columns::add);
    tables.add(TableReader.open(file, columns));
    named.add(column.isPresent());
    next.add(0L);
    advance(tables.size() - 1);
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
    String text = named.get(first) ? tables.get(first).text(1) : null;
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
