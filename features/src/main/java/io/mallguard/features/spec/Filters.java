package io.mallguard.features.spec;

import io.mallguard.features.expression.Expressions;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The named conditions of a spec; one may name others, but none itself. Immutable once read. */
final class Filters {
  /** Longest expression, as for expressions themselves. */
  static final int MAX_CHARS = 2000;

  private final Map<String, YamlNode> byName = new LinkedHashMap<>();
  private final Map<String, String> expanded = new HashMap<>();
  private final Map<String, Set<String>> parsed = new HashMap<>();
  private final Map<String, Set<String>> namesOfFilter = new HashMap<>();

  /** Reads the section {@code filters}. */
  static Filters read(Optional<YamlNode> node) {
    Filters filters = new Filters();
    Optional<YamlMap> map = node.flatMap(YamlNode::map);
    for (String name : map.map(YamlMap::keys).orElse(List.of())) {
      YamlMap section = map.orElseThrow();
      if (FeatureName.isLegal(name)) {
        section
            .get(name)
            .filter(n -> n.text().isPresent())
            .filter(n -> !n.text().orElse("").trim().equals(name))
            .ifPresent(n -> filters.put(name, n));
      } else {
        section.key(name).refuse("not_a_name", FeatureName.LEGAL);
      }
    }
    for (String name : List.copyOf(filters.byName.keySet())) {
      filters.checkAcyclic(name);
    }
    for (String name : List.copyOf(filters.byName.keySet())) {
      filters.checkLength(name);
    }
    return filters;
  }

  private void put(String name, YamlNode node) {
    byName.put(name, node);
  }

  /** Refuses filters that the name of a field or feature would hide. */
  void refuseHidden(Set<String> names) {
    byName.forEach(
        (name, node) -> {
          if (names.contains(name)) {
            node.refuse("hidden_name", "a filter named unlike the field or feature " + name);
          }
        });
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
    for (String next : parsedNames(node(name))) {
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

  private void checkLength(String name) {
    YamlNode node = node(name);
    if (expand(name).length() > MAX_CHARS) {
      byName.remove(name);
      expanded.clear();
      node.refuse(
          "too_long", "at most " + MAX_CHARS + " characters with other filters written out");
    }
  }

  /** The text with every filter written out, in parentheses unless it stands alone. */
  String expand(String text) {
    String trimmed = text.trim();
    if (byName.containsKey(trimmed)) {
      return expandedFilter(trimmed);
    }
    return ExpressionText.replaceNames(
        trimmed,
        name -> byName.containsKey(name) ? "(" + condition(expandedFilter(name)) + ")" : name);
  }

  /** A filter is true or false even where the field it names is neither. */
  private static String condition(String text) {
    return ExpressionText.isName(text) ? text + " && true" : text;
  }

  private String expandedFilter(String name) {
    String known = expanded.get(name);
    if (known != null) {
      return known;
    }
    // Kept short on the way: filters of filters of filters would double and double.
    String text = expand(node(name).text().orElse(""));
    String kept = text.length() > MAX_CHARS ? text.substring(0, MAX_CHARS + 1) : text;
    expanded.put(name, kept);
    return kept;
  }

  /** Every name an expression reads, also through filters. */
  Set<String> names(YamlNode node) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : parsedNames(node)) {
      if (byName.containsKey(name)) {
        names.addAll(namesOfFilter(name));
      } else {
        names.add(name);
      }
    }
    return names;
  }

  /** Names as they stand in a text; parsing is dear and the same text is asked for often. */
  Set<String> parsedNames(YamlNode node) {
    return parsed.computeIfAbsent(node.text().orElse(""), text -> Expressions.names(node));
  }

  private Set<String> namesOfFilter(String name) {
    Set<String> known = namesOfFilter.get(name);
    if (known == null) {
      known = names(node(name));
      namesOfFilter.put(name, known);
    }
    return known;
  }
}
