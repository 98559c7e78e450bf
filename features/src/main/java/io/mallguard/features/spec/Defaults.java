package io.mallguard.features.spec;

import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.Optional;

/**
 * What holds for features that don't say otherwise. Immutable.
 *
 * @param includeCurrent whether the event being scored counts in its own aggregates
 * @param idleTtlMillis state untouched for longer is empty
 */
record Defaults(boolean includeCurrent, long idleTtlMillis) {
  private static final long IDLE_TTL_MILLIS = 90L * 86_400_000L;

  static Defaults read(Optional<YamlNode> node) {
    Optional<YamlMap> map = node.flatMap(YamlNode::map);
    if (map.isEmpty()) {
      return new Defaults(false, IDLE_TTL_MILLIS);
    }
    boolean includeCurrent =
        map.get().get("include_current").flatMap(YamlNode::yesNo).orElse(false);
    long idleTtlMillis =
        map.get()
            .get("idle_ttl")
            .map(n -> n.durationMillis().orElse(IDLE_TTL_MILLIS))
            .orElse(IDLE_TTL_MILLIS);
    map.get().refuseOthers();
    return new Defaults(includeCurrent, idleTtlMillis);
  }
}
