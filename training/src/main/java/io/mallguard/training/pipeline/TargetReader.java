package io.mallguard.training.pipeline;

import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Reads what is to be predicted: the keys {@code label}, {@code entity}, {@code legit_after_days}.
 */
final class TargetReader {
  private static final int MAX_DAYS = 3_650;

  private TargetReader() {}

  static Target read(YamlMap root) {
    return new Target(
        root.require("label").flatMap(YamlNode::text).orElse(""),
        root.require("entity").map(TargetReader::entities).orElse(Map.of()),
        root.has("legit_after_days")
            ? OptionalInt.of(Numbers.whole(root, "legit_after_days", 0, MAX_DAYS))
            : OptionalInt.empty());
  }

  /** One field for all scored types, or one for each of some. */
  private static Map<String, String> entities(YamlNode node) {
    if (!node.isMap()) {
      return node.text().map(field -> Map.of(Target.ANY, field)).orElse(Map.of());
    }
    Map<String, String> entities = new LinkedHashMap<>();
    YamlMap map = node.map().orElseThrow();
    for (String type : map.keys()) {
      map.require(type).flatMap(YamlNode::text).ifPresent(field -> entities.put(type, field));
    }
    return entities;
  }
}
