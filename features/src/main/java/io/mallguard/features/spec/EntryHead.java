package io.mallguard.features.spec;

import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the features of one entry share.
 *
 * @param map the entry
 * @param name its name, without a window
 * @param inRow whether its columns are in the row
 * @param place where its name is written
 * @param keyPlace where its key is written
 * @param key parts of the key
 * @param roles which roles a scored event is read by
 * @param each the list of which every element counts
 * @param agg what is computed
 * @param written receives its canonical form
 */
record EntryHead(
    YamlMap map,
    String name,
    boolean inRow,
    YamlNode place,
    YamlNode keyPlace,
    List<YamlNode> key,
    List<YamlNode> roles,
    Optional<String> each,
    Agg agg,
    Map<String, String> written) {
  /** The key as the family is called. */
  String keyName() {
    return AggregateEntry.keyName(
        key.stream()
            .map(n -> n.text().orElse("").trim())
            .map(part -> part.contains("/") ? part.substring(0, part.indexOf('/')) : part)
            .toList());
  }

  /** Name of the feature over one of its windows. */
  String name(String windowWords, boolean several) {
    return several ? name + "_" + windowWords : name;
  }

  /** Value of an empty window, as written or as it is for the aggregation. */
  double whenEmpty() {
    Optional<YamlNode> node = map.get("when_empty");
    if (node.isPresent() && agg.emptyDefault() == 0) {
      node.get().refuse("no_effect", "left out: an empty " + agg.word() + " is 0");
    }
    return node.map(n -> n.number(-1e15, 1e15).orElse(0)).orElse(agg.emptyDefault());
  }

  /** Adds the value of an empty window to a canonical form where it is not the usual one. */
  void writeWhenEmpty(Map<String, String> form, double whenEmpty) {
    if (Double.isNaN(agg.emptyDefault()) && !Double.isNaN(whenEmpty)) {
      form.put("when_empty", Double.toString(whenEmpty));
    }
  }
}
