package io.mallguard.training.drift;

import io.mallguard.features.spec.Feature;
import io.mallguard.scoring.profile.ReferenceProfile;
import java.time.ZoneId;
import java.util.List;

/**
 * The bundle a report is about. Immutable.
 *
 * @param name the bundle's name
 * @param version the bundle's version
 * @param sha256 the bundle's identity
 * @param specHash hash of the feature spec
 * @param trainedUntil end of the training period, as in the manifest
 * @param profileId SHA-256 of the reference profile's bytes, lower-case hex
 * @param zone time zone whose months are meant
 * @param features the columns of a row, in spec order
 * @param reference the profile, with the same columns in the same order
 */
record ReportSubject(
    String name,
    String version,
    String sha256,
    String specHash,
    String trainedUntil,
    String profileId,
    ZoneId zone,
    List<Feature> features,
    ReferenceProfile reference) {
  /** Checks that spec and profile name the same columns. */
  ReportSubject {
    features = List.copyOf(features);
    List<String> spec = features.stream().map(Feature::name).toList();
    List<String> profiled = reference.features().stream().map(c -> c.name()).toList();
    if (!spec.equals(profiled)) {
      throw new IllegalArgumentException("profile of columns " + profiled + ", must be " + spec);
    }
  }
}
