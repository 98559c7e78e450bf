package io.mallguard.features.spec;

import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the options of a graph feature and notes them for the canonical form. */
final class GraphOptions {
  private final YamlMap map;
  private final Map<String, String> written;

  /**
   * Options.
   *
   * @param written receives the canonical form
   */
  GraphOptions(YamlMap map, Map<String, String> written) {
    this.map = map;
    this.written = written;
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  long duration(String key, long otherwise) {
    long millis = map.get(key).map(n -> n.durationMillis().orElse(otherwise)).orElse(otherwise);
    written.put(key, SpecText.window(millis));
    return millis;
  }

  int whole(String key, int min, int max, int otherwise) {
    long value =
        map.get(key).map(n -> n.wholeNumber(min, max).orElse(otherwise)).orElse((long) otherwise);
    written.put(key, Long.toString(value));
    return (int) value;
  }

  double number(String key, double min, double max, double otherwise) {
    double value = map.get(key).map(n -> n.number(min, max).orElse(otherwise)).orElse(otherwise);
    written.put(key, SpecText.number(value));
    return value;
  }

  boolean yesNo(String key, boolean otherwise) {
    boolean value = map.get(key).flatMap(YamlNode::yesNo).orElse(otherwise);
    written.put(key, Boolean.toString(value));
    return value;
  }

  /** One of some words, the first if it is left out. */
  String word(String key, List<String> legal) {
    String word = map.get(key).flatMap(n -> n.oneOf(legal)).orElse(legal.get(0));
    written.put(key, word);
    return word;
  }

  /** Different times, each for a column of its own. */
  Map<Long, YamlNode> durations(String key) {
    Map<Long, YamlNode> found = new LinkedHashMap<>();
    Optional<YamlNode> node = map.require(key);
    for (YamlNode element : node.map(YamlNode::list).orElse(List.of())) {
      element
          .durationMillis()
          .ifPresent(
              millis -> {
                if (found.putIfAbsent(millis, element) != null) {
                  element.refuse("duplicate_window", "a time that stands only once");
                }
              });
    }
    refuseEmpty(node);
    return found;
  }

  /** Different words at {@code read}, each for a column of its own. */
  <T extends Enum<T>> List<T> reads(List<T> legal) {
    if (legal.size() == 1) {
      map.get("read").ifPresent(node -> node.oneOf(List.of(word(legal.get(0)))));
      return legal;
    }
    List<T> reads = new ArrayList<>();
    List<String> words = legal.stream().map(GraphOptions::word).toList();
    Optional<YamlNode> node = map.require("read");
    for (YamlNode element : node.map(YamlNode::list).orElse(List.of())) {
      element
          .oneOf(words)
          .map(w -> legal.get(words.indexOf(w)))
          .filter(what -> reads.contains(what) || !reads.add(what))
          .ifPresent(w -> element.refuse("duplicate_name", "a word that stands only once"));
    }
    refuseEmpty(node);
    return reads;
  }

  <T extends Enum<T>> List<T> reads(T[] legal) {
    return reads(Arrays.asList(legal));
  }

  static void refuseEmpty(Optional<YamlNode> node) {
    node.filter(n -> n.list().isEmpty()).ifPresent(n -> n.refuse("wrong_length", "one or more"));
  }
}
