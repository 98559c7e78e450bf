package io.mallguard.features.parquet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.Digests;
import io.mallguard.features.problem.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The {@code manifest.json} of a folder: what it is and every file in it.
 *
 * <pre>
 * {"format": "mallguard-events", "format_version": 2,
 *  "counts": {"transaction": 1370827, ...},
 *  "files": {"schema.yaml": {"bytes": 612, "sha256": "..."}, ...},
 *  "digest": "SHA-256 of the lines 'sha256 path\n' of the files in order of their paths"}
 * </pre>
 *
 * Immutable.
 *
 * @param version format version
 * @param counts rows by name, in order of the names
 * @param files the files by path relative to the folder, in order of the paths
 */
record FolderManifest(
    int version, SortedMap<String, Long> counts, SortedMap<String, FileDigest> files) {
  static final String FILE = "manifest.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Takes the digests of a folder's files. */
  static FolderManifest of(
      Path folder, int version, Map<String, Long> counts, Iterable<String> paths)
      throws IOException {
    TreeMap<String, FileDigest> files = new TreeMap<>();
    for (String path : paths) {
      files.put(path, FileDigest.of(folder.resolve(path)));
    }
    return new FolderManifest(version, new TreeMap<>(counts), files);
  }

  /** One digest over all files. */
  String digest() {
    StringBuilder lines = new StringBuilder();
    files.forEach(
        (path, file) -> lines.append(file.sha256()).append(' ').append(path).append('\n'));
    return Digests.sha256Hex(lines.toString());
  }

  void write(Path folder, String format) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", format).put("format_version", version);
    ObjectNode countNode = root.putObject("counts");
    counts.forEach(countNode::put);
    ObjectNode fileNode = root.putObject("files");
    files.forEach(
        (path, file) ->
            fileNode.putObject(path).put("bytes", file.bytes()).put("sha256", file.sha256()));
    root.put("digest", digest());
    String text = root.toPrettyString().replace("\r\n", "\n") + "\n";
    Files.writeString(folder.resolve(FILE), text);
  }

  /** Whether a folder says that it has a format. */
  static boolean is(Path folder, String format) throws IOException {
    Path file = folder.resolve(FILE);
    return Files.isRegularFile(file) && json(file).path("format").asText().equals(format);
  }

  /**
   * Reads a folder's manifest and holds it against the files.
   *
   * @param folder the folder
   * @param format the format it must have
   * @param newest the newest version of the format; versions from 1 on are read
   * @param problems receives everything that is wrong
   * @return what could be read of it
   */
  static FolderManifest read(Path folder, String format, int newest, Problems problems)
      throws IOException {
    Path file = folder.resolve(FILE);
    String place = file.toString();
    FolderManifest nothing = new FolderManifest(0, new TreeMap<>(), new TreeMap<>());
    if (!Files.isRegularFile(file)) {
      problems.add(place, "missing_file", "nothing", "the manifest of a " + format + " folder");
      return nothing;
    }
    JsonNode root = json(file);
    String foundFormat = root.path("format").asText();
    int version = root.path("format_version").asInt(0);
    if (!foundFormat.equals(format)) {
      problems.add(place, "foreign_format", "format '" + foundFormat + "'", "format " + format);
      return nothing;
    }
    if (version < 1 || version > newest) {
      String code = version > newest ? "too_new" : "too_old";
      String legal = "format_version " + (newest == 1 ? "1" : "1 to " + newest);
      problems.add(place, code, "format_version " + version, legal);
      return nothing;
    }
    FolderManifest manifest = new FolderManifest(version, new TreeMap<>(), new TreeMap<>());
    manifest.fill(root);
    manifest.check(folder, root.path("digest").asText(), problems);
    return manifest;
  }

  private static JsonNode json(Path file) throws IOException {
    try {
      return JSON.readTree(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (JsonProcessingException broken) {
      return MissingNode.getInstance();
    }
  }

  private void fill(JsonNode root) {
    root.path("counts").properties().forEach(e -> counts.put(e.getKey(), e.getValue().asLong()));
    root.path("files")
        .properties()
        .forEach(
            e ->
                files.put(
                    e.getKey(),
                    new FileDigest(
                        e.getValue().path("bytes").asLong(),
                        e.getValue().path("sha256").asText())));
  }

  private void check(Path folder, String digest, Problems problems) throws IOException {
    if (!digest.equals(digest())) {
      String place = folder.resolve(FILE) + "#/digest";
      problems.add(place, "altered", digest, "the digest of the files listed, " + digest());
    }
    for (Map.Entry<String, FileDigest> entry : files.entrySet()) {
      Path path = folder.resolve(entry.getKey()).normalize();
      if (path.startsWith(folder.normalize())) {
        checkFile(path, entry.getValue(), problems);
      } else {
        problems.add(entry.getKey(), "foreign_path", "", "a path inside the folder");
      }
    }
  }

  private static void checkFile(Path path, FileDigest listed, Problems problems)
      throws IOException {
    if (!Files.isRegularFile(path)) {
      problems.add(path.toString(), "missing_file", "nothing", "the file the manifest lists");
    } else if (Files.size(path) != listed.bytes()) {
      String found = Files.size(path) + " bytes";
      problems.add(path.toString(), "truncated", found, listed.bytes() + " bytes");
    } else if (!FileDigest.of(path).equals(listed)) {
      problems.add(path.toString(), "altered", "other bytes", "sha256 " + listed.sha256());
    }
  }

  /** Adds a problem for every file that the folder's format has but the manifest does not list. */
  void require(Path folder, Iterable<String> paths, Problems problems) {
    for (String path : paths) {
      if (!files.containsKey(path)) {
        String place = folder.resolve(FILE) + "#/files";
        problems.add(place, "missing_file", "nothing", "an entry for " + path);
      }
    }
  }
}
