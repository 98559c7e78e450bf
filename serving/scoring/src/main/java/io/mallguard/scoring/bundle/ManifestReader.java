package io.mallguard.scoring.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import io.mallguard.features.problem.Problems;
import io.mallguard.scoring.bundle.Manifest.FileFacts;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a manifest and collects what is wrong with it. One owner thread. */
final class ManifestReader {
  private static final String FILE = BundleFile.MANIFEST;
  private static final List<String> KEYS =
      List.of(
          "format",
          "format_version",
          "name",
          "version",
          "schema",
          "spec_hash",
          "layout_hash",
          "trained_until",
          "files",
          "checksum");
  private final Problems problems;

  ManifestReader(Problems problems) {
    this.problems = problems;
  }

  /** The manifest, or empty and at least one problem. */
  Optional<Manifest> read(byte[] bytes) {
    long before = problems.count();
    Optional<JsonNode> json = json(bytes);
    if (json.isEmpty() || !isReadable(json.get(), bytes)) {
      return Optional.empty();
    }
    Manifest manifest = facts(json.get());
    if (problems.count() > before) {
      return Optional.empty();
    }
    if (!Arrays.equals(manifest.bytes(), bytes)) {
      refuse(BundleFault.FOREIGN, FILE, "other spacing or order", "as the bundle writer writes it");
      return Optional.empty();
    }
    return Optional.of(manifest);
  }

  private Optional<JsonNode> json(byte[] bytes) {
    try {
      JsonNode root = StrictJson.read(bytes);
      if (root.isObject()) {
        return Optional.of(root);
      }
      boolean empty = root.isMissingNode();
      refuse(
          empty ? BundleFault.TRUNCATED : BundleFault.FOREIGN,
          FILE,
          empty ? "nothing" : "JSON of another kind",
          "a JSON object");
    } catch (JsonEOFException e) {
      refuse(BundleFault.TRUNCATED, FILE, StrictJson.words(e), "whole");
    } catch (JsonProcessingException e) {
      refuse(BundleFault.ALTERED, FILE, StrictJson.words(e), "as it was written");
    }
    return Optional.empty();
  }

  /** Format, then checksum, then version: a flipped version digit is altered, not too new. */
  private boolean isReadable(JsonNode json, byte[] bytes) {
    JsonNode format = json.path("format");
    JsonNode version = json.path("format_version");
    String supported = supported();
    if (!format.asText().equals(Manifest.FORMAT)) {
      refuse(BundleFault.FOREIGN, at("format"), shown(format), '"' + Manifest.FORMAT + '"');
    } else if (ManifestSeal.hasSeal(bytes) && !ManifestSeal.isIntact(bytes)) {
      refuse(BundleFault.ALTERED, FILE, "another checksum", "as it was written");
    } else if (!version.canConvertToInt() || !version.isIntegralNumber()) {
      refuse(BundleFault.ALTERED, at("format_version"), shown(version), supported);
    } else if (version.intValue() < Manifest.OLDEST_READABLE) {
      refuse(BundleFault.TOO_OLD, at("format_version"), shown(version), supported);
    } else if (version.intValue() > Manifest.FORMAT_VERSION) {
      refuse(BundleFault.TOO_NEW, at("format_version"), shown(version), supported);
    } else if (!ManifestSeal.hasSeal(bytes)) {
      refuse(BundleFault.ALTERED, FILE, "no checksum at its end", "as it was written");
    } else {
      return true;
    }
    return false;
  }

  private static String supported() {
    return "from " + Manifest.OLDEST_READABLE + " to " + Manifest.FORMAT_VERSION;
  }

  /* From here on the bytes are what somebody sealed: what is wrong is no accident. */

  private Manifest facts(JsonNode json) {
    json.fieldNames()
        .forEachRemaining(
            key -> {
              if (!KEYS.contains(key)) {
                refuse(BundleFault.FOREIGN, at(key), "an unknown key", "one of " + KEYS);
              }
            });
    return new Manifest(
        text(json, "name", Manifest.NAME, Manifest.LEGAL_NAME),
        text(json, "version", Manifest.NAME, Manifest.LEGAL_NAME),
        text(json, "schema", Manifest.NAME, Manifest.LEGAL_NAME),
        text(json, "spec_hash", Manifest.SHA_256, "64 hex digits"),
        text(json, "layout_hash", Manifest.SHA_256, "64 hex digits"),
        day(json.path("trained_until")),
        files(json.path("files")));
  }

  private String text(JsonNode json, String key, Pattern pattern, String legal) {
    JsonNode value = json.path(key);
    if (!value.isTextual() || !pattern.matcher(value.textValue()).matches()) {
      refuse(BundleFault.FOREIGN, at(key), shown(value), legal);
    }
    return value.asText();
  }

  private LocalDate day(JsonNode value) {
    try {
      return LocalDate.parse(value.asText());
    } catch (DateTimeParseException e) {
      refuse(BundleFault.FOREIGN, at("trained_until"), shown(value), "a day such as 2018-07-24");
      return LocalDate.EPOCH;
    }
  }

  private Map<BundleFile, FileFacts> files(JsonNode json) {
    Map<BundleFile, FileFacts> files = new EnumMap<>(BundleFile.class);
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      BundleFile.of(entry.getKey())
          .ifPresentOrElse(
              file -> files.put(file, fileFacts(file, entry.getValue())),
              () -> refuseName(entry.getKey()));
    }
    for (BundleFile file : BundleFile.values()) {
      if (!files.containsKey(file)) {
        refuse(BundleFault.FOREIGN, at("files"), "no '" + file.path() + "'", "complete");
      }
    }
    return files;
  }

  /** Names that leave the folder, absolute names and the manifest's own end here as well. */
  private void refuseName(String path) {
    refuse(BundleFault.FOREIGN, at("files"), path, "only the files a bundle has");
  }

  private FileFacts fileFacts(BundleFile file, JsonNode json) {
    JsonNode bytes = json.path("bytes");
    JsonNode sha256 = json.path("sha256");
    String place = at("files") + "/" + file.path();
    if (!bytes.isIntegralNumber()
        || !bytes.canConvertToLong()
        || bytes.longValue() < 0
        || bytes.longValue() > file.maxBytes()) {
      String legal = "a size from 0 to " + file.maxBytes() + " bytes";
      refuse(BundleFault.FOREIGN, place + "/bytes", shown(bytes), legal);
    }
    if (!sha256.isTextual() || !Manifest.SHA_256.matcher(sha256.textValue()).matches()) {
      refuse(BundleFault.FOREIGN, place + "/sha256", shown(sha256), "64 hex digits");
    }
    if (json.size() != 2) {
      refuse(BundleFault.FOREIGN, place, json.size() + " keys", "bytes and sha256");
    }
    return new FileFacts(bytes.asLong(), sha256.asText());
  }

  private void refuse(BundleFault fault, String place, String found, String legal) {
    problems.add(fault.at(place, found, legal));
  }

  private static String at(String key) {
    return FILE + "/" + key;
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "nothing" : value.toString();
  }
}
