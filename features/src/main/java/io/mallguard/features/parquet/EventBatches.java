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
  private static final int SEQUENCE = 0;
  private static final int FOLD_TIME = 1;
  private static final int OCCURRED_AT = 2;
  private static final int OBSERVED_AT = 3;

  private final ColumnBatches batches;
  private final EventType type;
  private final int[] columnOfField;
  private final int[] placeOfList;
  private final long[] absent;
  private final long[] ownIds;
  private final int eventIds;
  private int rows;

  private EventBatches(
      ColumnBatches batches,
      EventType type,
      int[] columnOfField,
      int[] placeOfList,
      int eventIds,
      int chunkEvents) {
    this.batches = batches;
    this.type = type;
    this.columnOfField = columnOfField;
    this.placeOfList = placeOfList;
    this.absent = new long[chunkEvents];
    Arrays.fill(absent, Field.ABSENT);
    this.eventIds = eventIds;
    this.ownIds = new long[eventIds >= 0 && type.idField() >= 0 ? chunkEvents : 0];
  }

  static EventBatches open(Path file, EventColumns all, Chosen chosen, int chunkEvents)
      throws IOException {
    EventType type = all.type();
    // Texts that are different in every event cost most of the time: the last of the envelope.
    Column eventId = EventColumns.ENVELOPE.get(EventColumns.EVENT_ID);
    List<Column> columns = new ArrayList<>(EventColumns.ENVELOPE);
    columns.remove(eventId);
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
    boolean isNamedByField = type.idField() >= 0 && type.fields().get(type.idField()).required();
    int eventIds = isNamedByField ? -1 : columns.size();
    if (!isNamedByField) {
      columns.add(eventId);
      words.add(null);
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
    return new EventBatches(batches, type, columnOfField, placeOfList, eventIds, chunkEvents);
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
    return batches.numbers(SEQUENCE);
  }

  /** Fold times, epoch milliseconds. */
  public long[] foldTimesMillis() {
    return batches.numbers(FOLD_TIME);
  }

  /** When the events happened, epoch milliseconds. */
  public long[] occurredAtMillis() {
    return batches.numbers(OCCURRED_AT);
  }

  /** When the events became known, epoch milliseconds. */
  public long[] observedAtMillis() {
    return batches.numbers(OBSERVED_AT);
  }

  /** What {@link Event#ownId} gives. */
  public long[] ownIds() {
    if (eventIds < 0) {
      return field(type.idField());
    }
    long[] ids = batches.numbers(eventIds);
    if (ownIds.length == 0) {
      return ids;
    }
    long[] fields = field(type.idField());
    for (int i = 0; i < rows; i++) {
      ownIds[i] = fields[i] == Field.ABSENT ? ids[i] : fields[i];
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
