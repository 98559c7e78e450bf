package io.mallguard.features.spec;

import io.mallguard.features.yaml.Names;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A section of named sets, each a list of what events say. Mutable while it is read, one owner
 * thread.
 *
 * @param <S> a set
 */
final class NamedSets<S> {
  private final Map<String, S> byName = new LinkedHashMap<>();
  private final Map<String, YamlNode> places = new LinkedHashMap<>();
  private final Set<String> used = new LinkedHashSet<>();

  /** Reads a section: entries of a set, then the set by its name and entries. */
  static <S, E> NamedSets<S> read(
      Optional<YamlNode> section,
      Function<YamlMap, List<E>> entries,
      BiFunction<String, List<E>, S> set) {
    NamedSets<S> sets = new NamedSets<>();
    Optional<YamlMap> map = section.flatMap(YamlNode::map);
    for (String name : map.map(YamlMap::keys).orElse(List.of())) {
      YamlNode place = map.orElseThrow().key(name);
      if (!FeatureName.isLegal(name)) {
        place.refuse("not_a_name", FeatureName.LEGAL);
      }
      List<E> all = new ArrayList<>();
      for (YamlNode node : map.orElseThrow().get(name).map(YamlNode::list).orElse(List.of())) {
        node.map().ifPresent(entry -> all.addAll(entries.apply(entry)));
      }
      sets.byName.put(name, set.apply(name, all));
      sets.places.put(name, place);
    }
    return sets;
  }

  /** The set that a node names; empty, with a problem, if there is none. */
  Optional<S> named(YamlNode node) {
    Optional<String> name = node.text();
    Optional<S> found = name.flatMap(n -> Optional.ofNullable(byName.get(n)));
    if (name.isPresent() && found.isEmpty()) {
      node.refuse("unknown_word", Names.oneOf(name.get(), List.copyOf(byName.keySet())));
    }
    name.ifPresent(used::add);
    return found;
  }

  /** Refuses sets that no feature names. */
  void refuseUnread(String what) {
    places.forEach(
        (name, place) -> {
          if (!used.contains(name)) {
            place.refuse("never_read", what + " that some feature under graph names");
          }
        });
  }

  /** The canonical form of the section, empty if there is none. */
  String written(String section, Function<S, List<String>> lines) {
    StringBuilder out = new StringBuilder(byName.isEmpty() ? "" : section + ":\n");
    byName.forEach(
        (name, set) -> {
          out.append("  ").append(name).append(":\n");
          lines.apply(set).forEach(line -> out.append("    - ").append(line).append('\n'));
        });
    return out.toString();
  }
}
