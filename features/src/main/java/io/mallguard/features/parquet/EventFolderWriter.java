package io.mallguard.features.parquet;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.FoldTime;
import io.mallguard.features.event.LoggedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes an events folder, see {@link EventFolder}. Nothing stands under the folder's name before
 * {@link #commit()}; closing without it leaves nothing. The same events give the same bytes. One
 * owner thread.
 */
public final class EventFolderWriter implements AutoCloseable {
  private final EventSchema schema;
  private final StagedFolder folder;
  private final List<EventColumns> columns = new ArrayList<>();
  private final List<TableWriter> tables = new ArrayList<>();
  private long lastSequence;
  private long lastFoldTimeMillis = FoldTime.NONE;
  private @Nullable FolderManifest sealed;

  private EventFolderWriter(EventSchema schema, StagedFolder folder) {
    this.schema = schema;
    this.folder = folder;
  }

  /**
   * Starts a folder.
   *
   * @param dir where it will stand
   * @throws io.mallguard.features.problem.InvalidInputException if something other than an empty
   *     folder stands there
   */
  public static EventFolderWriter create(Path dir, EventSchema schema) throws IOException {
    return start(StagedFolder.create(dir), schema);
  }

  /**
   * Starts a folder that will take the place of an events folder that may stand there.
   *
   * @param dir where it will stand
   * @throws io.mallguard.features.problem.InvalidInputException if anything else stands there
   */
  public static EventFolderWriter replace(Path dir, EventSchema schema) throws IOException {
    return start(StagedFolder.replace(dir, EventFolder.FORMAT), schema);
  }

  private static EventFolderWriter start(StagedFolder folder, EventSchema schema)
      throws IOException {
    EventFolderWriter writer = new EventFolderWriter(schema, folder);
    try {
      for (EventType type : schema.eventTypes()) {
        writer.add(type);
      }
      return writer;
    } catch (IOException | RuntimeException failure) {
      writer.close();
      throw failure;
    }
  }

  private void add(EventType type) throws IOException {
    EventColumns ofType = EventColumns.of(type);
    Path file = folder.path().resolve(EventFolder.path(type));
    Files.createDirectories(file.getParent());
    tables.add(TableWriter.createEvents(file, ofType));
    columns.add(ofType);
  }

  /** An empty folder beside the new one for what is needed on the way; gone after close. */
  public Path scratch() {
    return folder.scratch();
  }

  /**
   * Writes the next event.
   *
   * @param event of a type of this schema, later in the log than the one before
   */
  public void write(LoggedEvent event) throws IOException {
    if (event.sequence() <= lastSequence) {
      throw new IllegalArgumentException(
          "sequence " + event.sequence() + ", must be above " + lastSequence);
    }
    if (event.foldTimeMillis() < lastFoldTimeMillis) {
      throw new IllegalArgumentException(
          "fold time " + event.foldTimeMillis() + ", must be at least " + lastFoldTimeMillis);
    }
    int type = event.event().type().index();
    columns.get(type).write(event, tables.get(type));
    tables.get(type).endRow();
    lastSequence = event.sequence();
    lastFoldTimeMillis = event.foldTimeMillis();
  }

  /**
   * Finishes the folder's content: no event can be written any more. It still has to be committed.
   *
   * @return what {@link EventFolder#digest()} will be
   */
  public String seal() throws IOException {
    return sealed().digest();
  }

  /** Finishes the folder, forces it to disk and puts it in its place. */
  public void commit() throws IOException {
    sealed().write(folder.path(), EventFolder.FORMAT);
    folder.commit();
  }

  private FolderManifest sealed() throws IOException {
    if (sealed == null) {
      sealed = finished();
    }
    return sealed;
  }

  private FolderManifest finished() throws IOException {
    TreeMap<String, Long> counts = new TreeMap<>();
    for (EventType type : schema.eventTypes()) {
      TableWriter table = tables.get(type.index());
      counts.put(type.name(), table.rowCount());
      table.commit();
    }
    Files.writeString(folder.path().resolve(EventFolder.SCHEMA_FILE), schema.canonical());
    return FolderManifest.of(folder.path(), EventFolder.VERSION, counts, EventFolder.paths(schema));
  }

  /** Throws away what was written, unless it was committed. */
  @Override
  public void close() throws IOException {
    try {
      for (TableWriter table : tables) {
        table.close();
      }
    } finally {
      folder.close();
    }
  }
}
