package io.mallguard.features.parquet;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.schema.SchemaReader;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Rows of features on disk: {@code rows.parquet} (columns {@code sequence, event_id, event_type,
 * occurred_at, fold_time, label}, then one real per feature; null is missing; sorted by sequence),
 * the {@code spec.yaml} and {@code schema.yaml} that made them, and {@code manifest.json} with the
 * SHA-256 of each. Immutable.
 */
public final class RowFolder {
  static final String FORMAT = "mallguard-rows";
  static final int VERSION = 1;
  static final String ROWS_FILE = "rows.parquet";
  static final String SCHEMA_FILE = "schema.yaml";
  static final String SPEC_FILE = "spec.yaml";
  static final List<String> PATHS = List.of(ROWS_FILE, SCHEMA_FILE, SPEC_FILE);

  private final Path dir;
  private final FeatureSpec spec;
  private final FolderManifest manifest;

  private RowFolder(Path dir, FeatureSpec spec, FolderManifest manifest) {
    this.dir = dir;
    this.spec = spec;
    this.manifest = manifest;
  }

  /**
   * Opens a folder and verifies every byte of it against its manifest.
   *
   * @throws InvalidInputException with all problems if it is no whole rows folder
   * @throws IOException if it can't be read at all
   */
  public static RowFolder open(Path dir) throws IOException {
    Problems problems = new Problems();
    if (!Files.isDirectory(dir)) {
      problems.add(dir.toString(), "missing_folder", "nothing", "a rows folder");
      problems.throwIfAny(dir.toString());
    }
    FolderManifest manifest = FolderManifest.read(dir, FORMAT, VERSION, problems);
    problems.throwIfAny(dir.toString());
    manifest.require(dir, PATHS, problems);
    problems.throwIfAny(dir.toString());
    EventSchema schema = SchemaReader.read(dir.resolve(SCHEMA_FILE));
    return new RowFolder(dir, SpecReader.read(dir.resolve(SPEC_FILE), schema), manifest);
  }

  /** The spec that made the rows. */
  public FeatureSpec spec() {
    return spec;
  }

  /** How many rows it holds. */
  public long rowCount() {
    return manifest.counts().getOrDefault("rows", 0L);
  }

  /** SHA-256 over all of its files, lower-case hex: equal folders have equal digests. */
  public String digest() {
    return manifest.digest();
  }

  /**
   * Starts reading the rows by sequence.
   *
   * @throws InvalidInputException with all problems if columns are missing or of another type
   */
  public RowReader read() throws IOException {
    TableReader table = TableReader.open(dir.resolve(ROWS_FILE), RowColumns.of(spec));
    return new RowReader(table, spec.features().size());
  }
}
