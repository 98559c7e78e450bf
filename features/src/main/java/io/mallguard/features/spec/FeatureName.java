package io.mallguard.features.spec;

import io.mallguard.features.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What names features and filters may have. */
final class FeatureName {
  static final String LEGAL = "lower-case letters, digits and _, at most 64, letter first";

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  /** Columns that stand beside the features in files of rows and of decisions. */
  private static final List<String> RESERVED =
      List.of(
          "anomaly_score",
          "bundle_sha256",
          "data_quality",
          "decision",
          "event_id",
          "event_type",
          "fold_time",
          "label",
          "occurred_at",
          "policy_version",
          "prediction_id",
          "raw_score",
          "risk_level",
          "score",
          "sequence",
          "truncated");

  private FeatureName() {}

  static boolean isLegal(String name) {
    return FORM.matcher(name).matches();
  }

  /** The name at a node; empty, with a problem, if it is none. */
  static Optional<String> read(YamlNode node) {
    Optional<String> name = node.text();
    if (name.isPresent() && !isLegal(name.get())) {
      node.refuse("not_a_name", LEGAL);
      return Optional.empty();
    }
    if (name.isPresent() && RESERVED.contains(name.get())) {
      node.refuse(
          "reserved_name", "a name other than those of the columns beside features: " + RESERVED);
    }
    return name;
  }
}
