package io.mallguard.features.spec;

import io.mallguard.features.plan.Window;
import io.mallguard.features.yaml.Durations;
import io.mallguard.features.yaml.Names;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What holds for features and keys that don't say otherwise. Immutable.
 *
 * @param includeCurrent whether the event being scored counts in its own aggregates
 * @param idleTtlMillis state untouched for longer is empty, {@link Window#LIFE} never
 * @param ttlMillisByKey the same for single keys as written
 */
record Defaults(boolean includeCurrent, long idleTtlMillis, Map<String, Long> ttlMillisByKey) {
  private static final long IDLE_TTL_MILLIS = 90L * 86_400_000L;

  static Defaults read(Optional<YamlNode> node, Optional<YamlNode> ttl) {
    Optional<YamlMap> map = node.flatMap(YamlNode::map);
    boolean includeCurrent =
        map.flatMap(m -> m.get("include_current")).flatMap(YamlNode::yesNo).orElse(false);
    long idleTtlMillis =
        map.flatMap(m -> m.get("idle_ttl")).map(Defaults::ttlMillis).orElse(IDLE_TTL_MILLIS);
    map.ifPresent(YamlMap::refuseOthers);
    return new Defaults(includeCurrent, idleTtlMillis, ttls(ttl));
  }

  private static Map<String, Long> ttls(Optional<YamlNode> node) {
    Map<String, Long> ttls = new TreeMap<>();
    Optional<YamlMap> map = node.flatMap(YamlNode::map);
    for (String key : map.map(YamlMap::keys).orElse(List.of())) {
      YamlMap section = map.orElseThrow();
      long millis = section.get(key).map(Defaults::ttlMillis).orElse(IDLE_TTL_MILLIS);
      if (ttls.put(normal(key), millis) != null) {
        section.key(key).refuse("duplicate_key", "a key that stands only once");
      }
    }
    return ttls;
  }

  /** A key has one spelling: {@code buyer} or {@code [buyer, shop]}. */
  private static String normal(String key) {
    return AggregateEntry.keyName(List.of(parts(key)));
  }

  private static String[] parts(String key) {
    boolean list = key.startsWith("[") && key.endsWith("]");
    String inner = list ? key.substring(1, key.length() - 1) : key;
    return inner.trim().split("\\s*,\\s*", -1);
  }

  private static long ttlMillis(YamlNode node) {
    if (!node.isList() && !node.isMap() && node.text().orElse("").equals("never")) {
      return Window.LIFE;
    }
    return node.durationMillis().orElse(IDLE_TTL_MILLIS);
  }

  /** How long untouched state of a key lasts. */
  long ttlMillis(String key) {
    return ttlMillisByKey.getOrDefault(key, idleTtlMillis);
  }

  /** Refuses keys that are neither in use nor made of known names. */
  void refuseUnknown(Optional<YamlNode> ttl, List<String> used, Set<String> names) {
    Optional<YamlMap> map = ttl.flatMap(YamlNode::map);
    for (String key : map.map(YamlMap::keys).orElse(List.of())) {
      boolean known = Arrays.stream(parts(key)).allMatch(names::contains);
      if (!known && !used.contains(normal(key))) {
        map.orElseThrow().key(key).refuse("unknown_key", Names.oneOf(key, used));
      }
    }
  }

  /** The keys that last unlike the others, as far as they are in use. */
  Map<String, Long> own(List<String> used) {
    Map<String, Long> own = new TreeMap<>(ttlMillisByKey);
    own.values().removeIf(millis -> millis == idleTtlMillis);
    own.keySet().retainAll(used);
    return own;
  }

  static String write(long ttlMillis) {
    return ttlMillis == Window.LIFE ? "never" : Durations.write(ttlMillis);
  }
}
