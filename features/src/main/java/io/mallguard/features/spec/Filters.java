package io.mallguard.features.spec;

import io.mallguard.features.expression.Expressions;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The named conditions of a spec; one may name others, but none itself. Immutable once read. */
final class Filters {
  private final Map<String, YamlNode> byName = new LinkedHashMap<>();

  /** Reads the section {@code filters}. */
  static Filters read(Optional<YamlNode> node) {
    Filters filters = new Filters();
    Optional<YamlMap> map = node.flatMap(YamlNode::map);
    for (String name : map.map(YamlMap::keys).orElse(List.of())) {
      YamlMap section = map.orElseThrow();
      if (FeatureName.isLegal(name)) {
        section.get(name).filter(n -> n.text().isPresent()).ifPresent(n -> filters.put(name, n));
      } else {
        section.key(name).refuse("not_a_name", FeatureName.LEGAL);
      }
    }
    for (String name : List.copyOf(filters.byName.keySet())) {
      filters.checkAcyclic(name);
    }
    return filters;
  }

  private void put(String name, YamlNode node) {
    byName.put(name, node);
  }

  private void checkAcyclic(String name) {
    List<String> path = cycle(name, new ArrayList<>());
    if (!path.isEmpty()) {
      YamlNode node = node(name);
      byName.remove(name);
      node.refuse("cycle", "a condition that does not lead to itself: " + cycleWords(path));
    }
  }

  static String cycleWords(List<String> path) {
    return String.join(" -> ", path);
  }

  /** The way from a filter back to where it began, empty if there is none. */
  private List<String> cycle(String name, List<String> path) {
    path.add(name);
    for (String next : Expressions.names(node(name))) {
      if (next.equals(path.get(0))) {
        path.add(next);
        return path;
      }
      if (byName.containsKey(next) && !path.contains(next)) {
        List<String> found = cycle(next, new ArrayList<>(path));
        if (!found.isEmpty()) {
          return found;
        }
      }
    }
    return List.of();
  }

  private YamlNode node(String name) {
    YamlNode node = byName.get(name);
    if (node == null) {
      throw new IllegalArgumentException("no filter " + name);
    }
    return node;
  }

  /** The filters by name. */
  Map<String, YamlNode> byName() {
    return byName;
  }

  /** The text with every filter written out, in parentheses unless it stands alone. */
  String expand(String text) {
    String trimmed = text.trim();
    if (byName.containsKey(trimmed)) {
      return expand(node(trimmed).text().orElse(""));
    }
    return ExpressionText.replaceNames(
        trimmed, name -> byName.containsKey(name) ? "(" + expand(name) + ")" : name);
  }

  /** Every name an expression reads, also through filters. */
  Set<String> names(YamlNode node) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : Expressions.names(node)) {
      if (byName.containsKey(name)) {
        names.addAll(names(node(name)));
      } else {
        names.add(name);
      }
    }
    return names;
  }
}
