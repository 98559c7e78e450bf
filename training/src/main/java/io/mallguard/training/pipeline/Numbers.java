package io.mallguard.training.pipeline;

import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.Optional;

/** Required numbers of a YAML mapping; the least legal one stands in for one that is wrong. */
final class Numbers {
  private Numbers() {}

  static int whole(YamlMap map, String key, int min, int max) {
    Optional<YamlNode> node = map.require(key);
    return node.isEmpty() ? min : (int) node.get().wholeNumber(min, max).orElse(min);
  }

  static double real(YamlMap map, String key, double min, double max) {
    Optional<YamlNode> node = map.require(key);
    return node.isEmpty() ? min : node.get().number(min, max).orElse(min);
  }
}
