package io.mallguard.features.parquet;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.parquet.ColumnBatches.WordIndexes;
import io.mallguard.features.problem.InvalidInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the events of one type a chunk at a time, by sequence, column by column: the very numbers
 * that {@link Event#copySlots} gives, enums as their index and texts as their {@link
 * io.mallguard.features.event.IdHash}. Arrays are not copies: the next chunk is read over them, and
 * only as many entries count as the chunk has events. One owner thread.
 */
public final class EventBatches implements AutoCloseable {
  private static final int EVENT_ID = 2;

  private final ColumnBatches batches;
  private final EventType type;
  private final int[] columnOfField;
  private final int[] placeOfList;
  private final long[] absent;
  private final long[] ownIds;
  private final boolean hasOwnIdField;
  private int rows;

  private EventBatches(
      ColumnBatches batches,
      EventType type,
      int[] columnOfField,
      int[] placeOfList,
      int chunkEvents) {
    this.batches = batches;
    this.type = type;
    this.columnOfField = columnOfField;
    this.placeOfList = placeOfList;
    this.absent = new long[chunkEvents];
    Arrays.fill(absent, Field.ABSENT);
    this.hasOwnIdField = type.idField() >= 0 && columnOfField[type.idField()] >= 0;
    this.ownIds = new long[hasOwnIdField ? chunkEvents : 0];
  }

  static EventBatches open(Path file, EventColumns all, Chosen chosen, int chunkEvents)
      throws IOException {
    EventType type = all.type();
    List<Column> columns = new ArrayList<>(EventColumns.ENVELOPE);
    List<@Nullable WordIndexes> words = new ArrayList<>();
    columns.forEach(column -> words.add(null));
    int[] columnOfField = new int[type.fields().size()];
    Arrays.fill(columnOfField, -1);
    for (int i = 0; i < columnOfField.length; i++) {
      boolean wanted = chosen.fields().contains(i) || i == type.idField();
      if (wanted && all.hasField(i)) {
        columnOfField[i] = columns.size();
        columns.add(ListColumn.column(type.fields().get(i)));
        words.add(indexes(type.fields().get(i), file));
      }
    }
    List<ListColumn> lists = new ArrayList<>();
    int[] placeOfList = new int[type.lists().size()];
    Arrays.fill(placeOfList, -1);
    for (int i = 0; i < all.lists().size(); i++) {
      if (chosen.lists().contains(i)) {
        placeOfList[i] = lists.size();
        lists.add(all.lists().get(i));
        type.lists().get(i).fields().forEach(field -> words.add(indexes(field, file)));
      }
    }
    ColumnBatches batches =
        ColumnBatches.open(
            file, columns, lists, words.toArray(new @Nullable WordIndexes[0]), chunkEvents);
    return new EventBatches(batches, type, columnOfField, placeOfList, chunkEvents);
  }

  private static @Nullable WordIndexes indexes(Field field, Path file) {
    EnumWords words = new EnumWords(field);
    return words.isEnum() ? word -> words.index(word, file.toString()) : null;
  }

  /**
   * What is read beside the envelope. Immutable.
   *
   * @param fields indexes of fields
   * @param lists indexes of lists
   */
  public record Chosen(List<Integer> fields, List<Integer> lists) {
    /** Copies the lists. */
    public Chosen {
      fields = List.copyOf(fields);
      lists = List.copyOf(lists);
    }
  }

  /** The type of the events. */
  public EventType type() {
    return type;
  }

  /** How many events there are. */
  public long eventCount() {
    return batches.rowCount();
  }

  /**
   * Reads the next chunk.
   *
   * @return its number of events, which may be less than asked for at any time; 0 after the last
   * @throws InvalidInputException if the file is damaged
   */
  public int next() {
    rows = batches.next();
    return rows;
  }

  /** Positions in the log. */
  public long[] sequences() {
    return batches.numbers(0);
  }

  /** Fold times, epoch milliseconds. */
  public long[] foldTimesMillis() {
    return batches.numbers(1);
  }

  /** When the events happened, epoch milliseconds. */
  public long[] occurredAtMillis() {
    return batches.numbers(3);
  }

  /** When the events became known, epoch milliseconds. */
  public long[] observedAtMillis() {
    return batches.numbers(4);
  }

  /** What {@link Event#ownId} gives. */
  public long[] ownIds() {
    long[] eventIds = batches.numbers(EVENT_ID);
    if (!hasOwnIdField) {
      return eventIds;
    }
    long[] ids = batches.numbers(columnOfField[type.idField()]);
    for (int i = 0; i < rows; i++) {
      ownIds[i] = ids[i] == Field.ABSENT ? eventIds[i] : ids[i];
    }
    return ownIds;
  }

  /** A chosen field, {@link Field#ABSENT} where it is. */
  public long[] field(int field) {
    int column = columnOfField[field];
    return column < 0 ? absent : batches.numbers(column);
  }

  /** Where the elements of each event's list start; after the last event, where they end. */
  public int[] starts(int list) {
    return batches.starts(placeOfList[list]);
  }

  /** A field of the elements of a chosen list, of all events one after the other. */
  public long[] elements(int list, int field) {
    return batches.elements(placeOfList[list], field);
  }

  @Override
  public void close() throws IOException {
    batches.close();
  }
}
