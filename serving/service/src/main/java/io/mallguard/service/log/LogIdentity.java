package io.mallguard.service.log;

import io.mallguard.features.problem.Problems;
import io.mallguard.features.spec.FeatureSpec;

/**
 * What a log was made for; kept inside it, so that it can be read without its bundle.
 *
 * @param schemaHash hash of the event schema
 * @param schemaYaml the schema's canonical text
 * @param layoutHash hash of what shapes the state
 * @param specYaml the spec's canonical text at the time the log began
 */
public record LogIdentity(
    String schemaHash, String schemaYaml, String layoutHash, String specYaml) {

  /** The identity of a log that begins with this spec. */
  public static LogIdentity of(FeatureSpec spec) {
    return new LogIdentity(
        spec.schema().hash(), spec.schema().canonical(), spec.layoutHash(), spec.canonical());
  }

  /** Checks that a bundle's spec may go on with a log that has this identity. */
  void check(LogIdentity bundle, String place) {
    Problems problems = new Problems();
    if (!schemaHash.equals(bundle.schemaHash)) {
      problems.add(
          place,
          "other_schema",
          "schema " + bundle.schemaHash.substring(0, 12) + " in the bundle",
          "schema " + schemaHash.substring(0, 12) + ", for which this data folder was made");
    } else if (!layoutHash.equals(bundle.layoutHash)) {
      problems.add(
          place,
          "other_layout",
          "layout " + bundle.layoutHash.substring(0, 12) + " in the bundle",
          "layout "
              + layoutHash.substring(0, 12)
              + ", for which this data folder was made; another layout needs an empty data folder"
              + " and --history");
    }
    problems.throwIfAny("data folder");
  }
}
