package io.mallguard.features.parquet;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.schema.SchemaReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Events in their order, on disk: {@code schema.yaml}, one {@code TYPE/part-00000.parquet} per
 * event type (columns {@code sequence, fold_time, event_id, occurred_at, observed_at}, then the
 * type's fields; sorted by sequence) and {@code manifest.json} with the SHA-256 of each. Immutable.
 */
public final class EventFolder {
  static final String FORMAT = "mallguard-events";

  /** Version 1 has no columns for lists, implicit and computed fields. */
  static final int VERSION = 2;

  private static final int BEFORE_LISTS = 1;
  static final String SCHEMA_FILE = "schema.yaml";

  private final Path dir;
  private final EventSchema schema;
  private final FolderManifest manifest;

  private EventFolder(Path dir, EventSchema schema, FolderManifest manifest) {
    this.dir = dir;
    this.schema = schema;
    this.manifest = manifest;
  }

  /**
   * Opens a folder and verifies every byte of it against its manifest.
   *
   * @throws InvalidInputException with all problems if it is no whole events folder
   * @throws IOException if it can't be read at all
   */
  public static EventFolder open(Path dir) throws IOException {
    Problems problems = new Problems();
    if (!Files.isDirectory(dir)) {
      String found = StagedFolder.foundInPlaceOf(dir);
      problems.add(dir.toString(), "missing_folder", found, "an events folder");
      problems.throwIfAny(dir.toString());
    }
    FolderManifest manifest = FolderManifest.read(dir, FORMAT, VERSION, problems);
    problems.throwIfAny(dir.toString());
    manifest.require(dir, List.of(SCHEMA_FILE), problems);
    problems.throwIfAny(dir.toString());
    EventSchema schema = SchemaReader.read(dir.resolve(SCHEMA_FILE));
    manifest.require(dir, paths(schema), problems);
    problems.throwIfAny(dir.toString());
    return new EventFolder(dir, schema, manifest);
  }

  static String path(EventType type) {
    return type.name() + "/part-00000.parquet";
  }

  EventColumns columns(EventType type) {
    return manifest.version() == BEFORE_LISTS
        ? EventColumns.beforeLists(type)
        : EventColumns.of(type);
  }

  static List<String> paths(EventSchema schema) {
    List<String> paths = new ArrayList<>(List.of(SCHEMA_FILE));
    schema.eventTypes().forEach(type -> paths.add(path(type)));
    return paths;
  }

  /** Where it stands. */
  public Path dir() {
    return dir;
  }

  /** The file of the events of one type; see the class for its columns. */
  public Path file(EventType type) {
    return dir.resolve(path(type));
  }

  /** The schema of its events. */
  public EventSchema schema() {
    return schema;
  }

  /** How many events it holds. */
  public long eventCount() {
    return manifest.counts().values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many events of one type it holds. */
  public long eventCount(EventType type) {
    return manifest.counts().getOrDefault(type.name(), 0L);
  }

  /** SHA-256 over all of its files, lower-case hex: equal folders have equal digests. */
  public String digest() {
    return manifest.digest();
  }

  /**
   * Checks that its events are those of a schema.
   *
   * @throws InvalidInputException if its schema is another one
   */
  public void requireSchema(EventSchema wanted) {
    if (!schema.hash().equals(wanted.hash())) {
      String found = "schema " + schema.name() + " with hash " + schema.hash();
      String legal = "schema " + wanted.name() + " with hash " + wanted.hash();
      String place = dir.resolve(SCHEMA_FILE).toString();
      throw InvalidInputException.of(
          dir.toString(), new Problem(place, "schema_mismatch", found, legal));
    }
  }

  /**
   * Starts reading all events by sequence.
   *
   * @throws InvalidInputException with all problems if columns are missing or of another type
   */
  public EventReader read() throws IOException {
    return read(schema.eventTypes());
  }

  /** Starts reading the events of some types by sequence; errors as {@link #read()}. */
  public EventReader read(List<EventType> types) throws IOException {
    return EventReader.open(this, types);
  }

  /**
   * Starts reading the events of one type column by column.
   *
   * @param chosen what is read beside the envelope
   * @param chunkEvents most events of a chunk
   * @throws InvalidInputException with all problems if columns are missing or of another type
   */
  public EventBatches batches(EventType type, EventBatches.Chosen chosen, int chunkEvents)
      throws IOException {
    return EventBatches.open(dir.resolve(path(type)), columns(type), chosen, chunkEvents);
  }
}
