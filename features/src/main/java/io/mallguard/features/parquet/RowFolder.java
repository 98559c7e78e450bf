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
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of features on disk, a row per scored event, sorted by sequence, in files that lie beside
 * each other row by row: {@code events.parquet} (columns {@code sequence, event_id, event_type,
 * occurred_at, fold_time, label, truncated}, then one real per derived feature; null is missing)
 * and one {@code family-FAMILY-STAGE.parquet} for each family with features of its own ({@code
 * sequence}, then one real per feature); the {@code spec.yaml} and {@code schema.yaml} that made
 * them, and {@code manifest.json} with the SHA-256 of each. Before version 3 there is no {@code
 * truncated}; in version 1 all columns are in {@code rows.parquet}. Immutable.
 */
public final class RowFolder {
  static final String FORMAT = "mallguard-rows";
  static final int VERSION = 3;
  static final String SCHEMA_FILE = "schema.yaml";
  static final String SPEC_FILE = "spec.yaml";
  private static final String ROWS_FILE = "rows.parquet";
  private static final List<String> TEXTS = List.of(SCHEMA_FILE, SPEC_FILE);

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
    manifest.require(dir, TEXTS, problems);
    problems.throwIfAny(dir.toString());
    EventSchema schema = SchemaReader.read(dir.resolve(SCHEMA_FILE));
    FeatureSpec spec = SpecReader.read(dir.resolve(SPEC_FILE), schema);
    RowFolder folder = new RowFolder(dir, spec, manifest);
    manifest.require(dir, paths(folder.files()), problems);
    problems.throwIfAny(dir.toString());
    return folder;
  }

  static List<String> paths(List<RowFile> files) {
    List<String> paths = new ArrayList<>(TEXTS);
    files.forEach(file -> paths.add(file.name()));
    return paths;
  }

  private List<RowFile> files() {
    return switch (manifest.version()) {
      case 1 -> List.of(RowFile.inOne(ROWS_FILE, spec));
      case 2 -> RowFile.of(spec, RowFile.EARLIER_HEAD);
      default -> RowFile.of(spec);
    };
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
    return RowReader.open(dir, files(), spec.features().size());
  }
}
