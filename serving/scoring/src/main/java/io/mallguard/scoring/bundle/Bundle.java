package io.mallguard.scoring.bundle;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.scoring.Scorer;
import io.mallguard.scoring.decision.Policy;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * A trained model with all it needs to score and all that is known about it: what {@link
 * BundleReader} gives after every file was checked and the golden rows came out right. Immutable
 * and safe for use by many threads.
 *
 * @param manifest name, version, hashes and files
 * @param sha256 its identity: SHA-256 of the manifest's bytes, lower-case hex
 * @param schema the event schema
 * @param spec the feature spec: what a row is
 * @param scorer from a row to a score
 * @param policy the default policy
 * @param goldenRows the rows of the self-test
 * @param texts the text files as they are in the folder
 */
public record Bundle(
    Manifest manifest,
    String sha256,
    EventSchema schema,
    FeatureSpec spec,
    Scorer scorer,
    Policy policy,
    GoldenRows goldenRows,
    Map<BundleFile, String> texts) {

  /** Copies the map. */
  public Bundle {
    texts = Collections.unmodifiableMap(new EnumMap<>(texts));
  }

  /**
   * A text file as it is in the folder, such as the reference profile or the metrics.
   *
   * @throws IllegalArgumentException if the file holds no text
   */
  public String text(BundleFile file) {
    String text = texts.get(file);
    if (text == null) {
      throw new IllegalArgumentException(file.path() + ", must be a text file of a bundle");
    }
    return text;
  }

  /**
   * Checks that the bundle was trained for the schema in use.
   *
   * @throws InvalidInputException with {@code bundle_schema_mismatch} if it was not
   */
  public void requireSchema(EventSchema wanted) {
    if (!schema.hash().equals(wanted.hash())) {
      Problem problem =
          BundleFault.SCHEMA_MISMATCH.at(
              BundleFile.SCHEMA.path(),
              "schema " + schema.name() + " " + schema.hash(),
              "schema " + wanted.name() + " " + wanted.hash());
      throw InvalidInputException.of("bundle " + manifest.name(), problem);
    }
  }
}
