package io.mallguard.training.drift;

import io.mallguard.features.Digests;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.spec.Feature;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.scoring.bundle.BundleFile;
import io.mallguard.scoring.profile.ColumnProfile;
import io.mallguard.scoring.profile.ProfileJson;
import io.mallguard.scoring.profile.ReferenceProfile;
import java.nio.charset.StandardCharsets;
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
  /** Copies the list. */
  ReportSubject {
    features = List.copyOf(features);
  }

  /**
   * The subject a bundle makes.
   *
   * @throws InvalidInputException if its reference profile is none, or of other columns
   */
  static ReportSubject of(Bundle bundle) {
    String profile = bundle.text(BundleFile.REFERENCE_PROFILE);
    String place = BundleFile.REFERENCE_PROFILE.path();
    ReferenceProfile reference = ProfileJson.read(profile.getBytes(StandardCharsets.UTF_8), place);
    List<Feature> features = bundle.spec().features();
    List<String> wanted = features.stream().map(Feature::name).toList();
    List<String> found = reference.features().stream().map(ColumnProfile::name).toList();
    if (!found.equals(wanted)) {
      Problem problem = new Problem(place, "wrong_columns", "" + found, "of columns " + wanted);
      throw InvalidInputException.of("bundle " + bundle.manifest().name(), problem);
    }
    return new ReportSubject(
        bundle.manifest().name(),
        bundle.manifest().version(),
        bundle.sha256(),
        bundle.manifest().specHash(),
        bundle.manifest().trainedUntil().toString(),
        Digests.sha256Hex(profile),
        bundle.schema().zone(),
        features,
        reference);
  }
}
