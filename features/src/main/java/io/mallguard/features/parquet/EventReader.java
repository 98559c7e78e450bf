package io.mallguard.features.parquet;

import io.mallguard.features.event.EventType;
import io.mallguard.features.event.FoldTime;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.problem.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the events of an {@link EventFolder} by sequence, all types merged. One owner
 * thread.
 *
 * <pre>{@code
 * try (EventReader events = folder.read()) {
 *   while (events.advance()) {
 *     fold.absorb(events.current());
 *   }
 * }
 * }</pre>
 */
public final class EventReader implements AutoCloseable {
  private static final long AT_END = Long.MAX_VALUE;

  private final List<Path> files = new ArrayList<>();
  private final List<EventColumns> columns = new ArrayList<>();
  private final List<TableReader> tables = new ArrayList<>();
  private long[] nextSequences = {};
  private long lastSequence;
  private long lastFoldTimeMillis = FoldTime.NONE;
  private @Nullable LoggedEvent current;

  private EventReader() {}

  static EventReader open(EventFolder folder, List<EventType> types) throws IOException {
    EventReader reader = new EventReader();
    try {
      reader.openTables(folder, types);
      reader.nextSequences = new long[reader.tables.size()];
      for (int i = 0; i < reader.nextSequences.length; i++) {
        reader.advanceTable(i);
      }
      return reader;
    } catch (IOException | RuntimeException failure) {
      reader.close();
      throw failure;
    }
  }

  private void openTables(EventFolder folder, List<EventType> types) throws IOException {
    Problems problems = new Problems();
    for (EventType type : types) {
      EventColumns ofType = folder.columns(type);
      Path file = folder.dir().resolve(EventFolder.path(type));
      try {
        tables.add(TableReader.open(file, ofType.columns(), ofType.lists()));
        columns.add(ofType);
        files.add(file);
      } catch (InvalidInputException broken) {
        problems.addAll(broken.problems());
      }
    }
    problems.throwIfAny(folder.dir().toString());
  }

  /**
   * Goes to the next event.
   *
   * @return false after the last
   * @throws InvalidInputException if the folder's content is damaged
   */
  public boolean advance() {
    int next = 0;
    for (int i = 1; i < nextSequences.length; i++) {
      if (nextSequences[i] < nextSequences[next]) {
        next = i;
      }
    }
    if (nextSequences.length == 0 || nextSequences[next] == AT_END) {
      current = null;
      return false;
    }
    LoggedEvent event = columns.get(next).read(tables.get(next), files.get(next).toString());
    checkOrder(event, files.get(next));
    current = event;
    advanceTable(next);
    return true;
  }

  private void advanceTable(int i) {
    TableReader table = tables.get(i);
    nextSequences[i] = table.advance() ? columns.get(i).sequence(table) : AT_END;
  }

  private void checkOrder(LoggedEvent event, Path file) {
    if (event.sequence() <= lastSequence) {
      refuse(file, "sequence", event.sequence(), "above " + lastSequence);
    }
    if (event.foldTimeMillis() < lastFoldTimeMillis) {
      refuse(file, "fold_time", event.foldTimeMillis(), "at least " + lastFoldTimeMillis);
    }
    lastSequence = event.sequence();
    lastFoldTimeMillis = event.foldTimeMillis();
  }

  private static void refuse(Path file, String column, long found, String legal) {
    String place = file + " column " + column;
    throw InvalidInputException.of(
        file.toString(), new Problem(place, "out_of_order", "" + found, legal));
  }

  /**
   * The event it stands at.
   *
   * @throws IllegalStateException before the first and after the last
   */
  public LoggedEvent current() {
    LoggedEvent event = current;
    if (event == null) {
      throw new IllegalStateException("not at an event: advance() first, and only while true");
    }
    return event;
  }

  @Override
  public void close() throws IOException {
    for (TableReader table : tables) {
      table.close();
    }
  }
}
