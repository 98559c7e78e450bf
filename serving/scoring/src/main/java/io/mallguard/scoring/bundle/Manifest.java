package io.mallguard.scoring.bundle;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.Digests;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What {@code manifest.json} says. Immutable; equal manifests have equal bytes.
 *
 * @param name the model's name, such as {@code cards}
 * @param version the model's version, such as {@code 17}
 * @param schema name of the event schema
 * @param specHash hash of the whole feature spec
 * @param layoutHash hash of what shapes the fold's state
 * @param trainedUntil the last day of training data
 * @param files size and digest of every file
 */
public record Manifest(
    String name,
    String version,
    String schema,
    String specHash,
    String layoutHash,
    LocalDate trainedUntil,
    Map<BundleFile, FileFacts> files) {
  /** What the manifest calls the format. */
  public static final String FORMAT = "mallguard-bundle";

  /** The format version this code writes. */
  public static final int FORMAT_VERSION = 1;

  /** The oldest format version this code reads. */
  public static final int OLDEST_READABLE = 1;

  static final int MAX_BYTES = 64 << 10;
  static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");
  static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");
  static final String LEGAL_NAME =
      "1 to 64 letters, digits, '.', '_', '+' or '-', starting with a letter or digit";

  /** Copies the map. */
  public Manifest {
    files = Collections.unmodifiableMap(new EnumMap<>(files));
  }

  /**
   * What one file must be.
   *
   * @param bytes its size
   * @param sha256 its digest, lower-case hex
   */
  public record FileFacts(long bytes, String sha256) {
    static FileFacts of(byte[] content) {
      return new FileFacts(content.length, Digests.sha256Hex(content));
    }
  }

  /** The file: indented JSON whose last key is the SHA-256 of all bytes before it. */
  byte[] bytes() {
    return ManifestSeal.sealed(json());
  }

  private ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT).put("format_version", FORMAT_VERSION);
    json.put("name", name).put("version", version).put("schema", schema);
    json.put("spec_hash", specHash).put("layout_hash", layoutHash);
    json.put("trained_until", trainedUntil.toString());
    ObjectNode list = json.putObject("files");
    files.forEach(
        (file, facts) ->
            list.putObject(file.path()).put("bytes", facts.bytes()).put("sha256", facts.sha256()));
    return json;
  }

  /** Identity of the bundle: SHA-256 of the manifest's bytes, lower-case hex. */
  public String bundleSha256() {
    return Digests.sha256Hex(bytes());
  }

  /** The manifest as it is in the file. */
  public String text() {
    return new String(bytes(), StandardCharsets.UTF_8);
  }
}
