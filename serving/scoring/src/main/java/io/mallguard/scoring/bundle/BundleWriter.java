package io.mallguard.scoring.bundle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.schema.SchemaReader;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import io.mallguard.scoring.bundle.Manifest.FileFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Writes a bundle: give it every {@link BundleFile}, then {@link #write}. Same files and facts,
 * same bytes. One owner thread.
 */
public final class BundleWriter {
  private final String name;
  private final String version;
  private final LocalDate trainedUntil;
  private final Map<BundleFile, byte[]> files = new EnumMap<>(BundleFile.class);
  private byte[] run = new byte[0];

  /**
   * A bundle to be written.
   *
   * @param name the model's name, such as {@code cards}
   * @param version the model's version, such as {@code 17}
   * @param trainedUntil the last day of training data
   */
  public BundleWriter(String name, String version, LocalDate trainedUntil) {
    this.name = name;
    this.version = version;
    this.trainedUntil = trainedUntil;
  }

  /** Gives a file; giving it twice is an error. The bytes are copied. */
  public BundleWriter put(BundleFile file, byte[] content) {
    if (files.put(file, content.clone()) != null) {
      throw new IllegalStateException(file.path() + " was given already");
    }
    return this;
  }

  /** Gives a text file, written as UTF-8. */
  public BundleWriter put(BundleFile file, String content) {
    return put(file, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Gives a JSON file, written the same on every Java and platform. */
  public BundleWriter put(BundleFile file, ObjectNode content) {
    return put(file, line(content));
  }

  /** Gives what depends on the machine and the day, such as wall times: outside the identity. */
  public BundleWriter run(ObjectNode content) {
    run = line(content);
    return this;
  }

  private static byte[] line(ObjectNode content) {
    byte[] json = StrictJson.write(content);
    byte[] line = Arrays.copyOf(json, json.length + 1);
    line[json.length] = '\n';
    return line;
  }

  /**
   * Writes the bundle beside its target, reads it back with {@link BundleReader}, self-test
   * included, and moves it into place in one step. If the very same bundle is there already,
   * nothing is written. If anything fails, what was there before is intact and nothing is left
   * behind.
   *
   * @param target where the bundle goes: nothing, an empty folder, or the same bundle; missing
   *     parent folders are made
   * @return the bundle as read back
   * @throws InvalidInputException if files are missing or do not make a bundle, or something else
   *     is at the target
   * @throws IOException if the file system fails: no space, no right to write
   */
  public Bundle write(Path target) throws IOException {
    Path place = target.toAbsolutePath().normalize();
    checkComplete();
    Manifest manifest = manifest();
    if (isTaken(place)) {
      return sameBundle(place, manifest);
    }
    try (MissingParents parents = MissingParents.of(place)) {
      parents.make();
      Bundle bundle = build(place, manifest);
      parents.keep();
      return bundle;
    } catch (IOException e) {
      throw new IOException(
          "bundle " + target + " was not written, nothing was changed: " + words(e), e);
    }
  }

  private void checkComplete() {
    Problems problems = new Problems();
    checkName("name", name, problems);
    checkName("version", version, problems);
    for (BundleFile file : BundleFile.values()) {
      byte[] content = files.get(file);
      if (content == null) {
        problems.add(file.path(), "missing_file", "nothing", "given");
      } else if (content.length > file.maxBytes()) {
        String legal = "at most " + file.maxBytes() + " bytes";
        problems.add(file.path(), "too_large", content.length + " bytes", legal);
      }
    }
    problems.throwIfAny("bundle " + name);
  }

  private static void checkName(String key, String value, Problems problems) {
    if (!Manifest.NAME.matcher(value).matches()) {
      problems.add(key, "wrong_name", "'" + value + "'", Manifest.LEGAL_NAME);
    }
  }

  private Manifest manifest() {
    EventSchema schema = SchemaReader.parse(text(BundleFile.SCHEMA), BundleFile.SCHEMA.path());
    FeatureSpec spec = SpecReader.parse(text(BundleFile.SPEC), BundleFile.SPEC.path(), schema);
    Map<BundleFile, FileFacts> facts = new EnumMap<>(BundleFile.class);
    files.forEach((file, content) -> facts.put(file, FileFacts.of(content)));
    return new Manifest(
        name, version, schema.name(), spec.specHash(), spec.layoutHash(), trainedUntil, facts);
  }

  private String text(BundleFile file) {
    return new String(content(file), StandardCharsets.UTF_8);
  }

  private byte[] content(BundleFile file) {
    return files.getOrDefault(file, new byte[0]);
  }

  private static boolean isTaken(Path place) throws IOException {
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    try (var entries = Files.newDirectoryStream(place)) {
      return entries.iterator().hasNext();
    }
  }

  private static Bundle sameBundle(Path place, Manifest manifest) {
    Path there = place.resolve(BundleFile.MANIFEST);
    try {
      if (Arrays.equals(Files.readAllBytes(there), manifest.bytes())) {
        return BundleReader.read(place);
      }
    } catch (IOException e) {
      // no manifest that can be read: something else, refused below
    }
    throw InvalidInputException.of(
        place.toString(),
        new Problem(
            place.toString(), "already_there", "something else", "a path where nothing is yet"));
  }

  private Bundle build(Path place, Manifest manifest) throws IOException {
    try (Workspace workspace = Workspace.beside(place)) {
      for (BundleFile file : BundleFile.values()) {
        workspace.write(file.path(), content(file));
      }
      if (run.length > 0) {
        workspace.write(BundleFile.RUN, run);
      }
      workspace.write(BundleFile.MANIFEST, manifest.bytes());
      Bundle bundle = BundleReader.read(workspace.bundle());
      workspace.publish();
      return bundle;
    }
  }

  private static String words(IOException e) {
    if (e instanceof AccessDeniedException) {
      return e.getMessage() + ": permission denied";
    }
    boolean plain = e.getClass() == IOException.class || e.getClass() == FileSystemException.class;
    String kind = e.getClass().getSimpleName().replace("Exception", " ");
    return (plain ? "" : kind) + e.getMessage();
  }
}
