package io.mallguard.scoring.bundle;

import java.util.Optional;

/**
 * The files of a bundle, format version 1. All must be there; nothing else may be, save {@value
 * #MANIFEST} itself and {@value #RUN}, which lies outside the identity. Paths are relative to the
 * bundle's folder and written with slashes.
 */
public enum BundleFile {
  /** The event schema the spec was written for. */
  SCHEMA("schema.yaml", Content.YAML, 4 << 20),
  /** The feature spec: what a row is. */
  SPEC("spec.yaml", Content.YAML, 4 << 20),
  /** The classifier as its trainer keeps it; serving never opens it. */
  CLASSIFIER_SOURCE("models/classifier.tribuo", Content.SOURCE, 1 << 30),
  /** The anomaly model as its trainer keeps it; serving never opens it. */
  ANOMALY_SOURCE("models/anomaly.tribuo", Content.SOURCE, 1 << 30),
  /** The classifier as serving runs it. */
  CLASSIFIER("compiled/classifier.bin", Content.COMPILED, 256 << 20),
  /** The anomaly model as serving runs it. */
  ANOMALY("compiled/anomaly.bin", Content.COMPILED, 256 << 20),
  /** From raw log-odds to a probability. */
  CALIBRATION("calibration.json", Content.JSON, 16 << 20),
  /** From the anomaly model's raw score to a tail score. */
  ANOMALY_CALIBRATION("anomaly-calibration.json", Content.JSON, 16 << 20),
  /** The default policy. */
  POLICY("policy.yaml", Content.YAML, 1 << 20),
  /** Rows with the scores they had when the bundle was written. */
  GOLDEN_ROWS("golden-rows.json", Content.JSON, 16 << 20),
  /** Distributions of the training period, for the drift report. */
  REFERENCE_PROFILE("reference-profile.json", Content.JSON, 64 << 20),
  /** How good the model was when it was trained. */
  METRICS("metrics.json", Content.JSON, 16 << 20),
  /** Data digest, period, seed, versions. */
  PROVENANCE("provenance.json", Content.JSON, 1 << 20);

  /** Name of the file that lists the others. */
  public static final String MANIFEST = "manifest.json";

  /** Name of the file with wall times and host: may be there, is never read or checked. */
  public static final String RUN = "run.json";

  /** What is in a file. */
  enum Content {
    YAML,
    JSON,
    COMPILED,
    SOURCE
  }

  private final String path;
  private final Content content;
  private final long maxBytes;

  BundleFile(String path, Content content, long maxBytes) {
    this.path = path;
    this.content = content;
    this.maxBytes = maxBytes;
  }

  /** Path inside the bundle, such as {@code compiled/classifier.bin}. */
  public String path() {
    return path;
  }

  /** A larger file is refused before it is read. */
  public long maxBytes() {
    return maxBytes;
  }

  Content content() {
    return content;
  }

  boolean isText() {
    return content == Content.YAML || content == Content.JSON;
  }

  static Optional<BundleFile> of(String path) {
    for (BundleFile file : values()) {
      if (file.path.equals(path)) {
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }
}
