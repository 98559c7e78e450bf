package io.mallguard.features.spec;

import io.mallguard.features.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where an id stands: the name of a field, a look-up's field or any whole-number expression, or
 * several of them of which the first that is known counts. Immutable.
 *
 * @param alternatives at least one
 */
record Path(List<YamlNode> alternatives) {
  Path {
    alternatives = List.copyOf(alternatives);
  }

  static Path of(YamlNode node) {
    return new Path(node.list());
  }

  /** The texts as they are written in canonical form. */
  String written() {
    List<String> texts = texts();
    String joined = texts.stream().map(SpecText::scalar).collect(Collectors.joining(", "));
    return texts.size() == 1 ? joined : "[" + joined + "]";
  }

  List<String> texts() {
    return alternatives.stream().map(n -> n.text().orElse("").trim()).toList();
  }

  /** The only text, if it is only one. */
  Optional<String> single() {
    return alternatives.size() == 1 ? Optional.of(texts().get(0)) : Optional.empty();
  }

  YamlNode place() {
    return alternatives.get(0);
  }
}
