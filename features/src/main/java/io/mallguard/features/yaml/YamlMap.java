package io.mallguard.features.yaml;

import io.mallguard.features.problem.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * A mapping of a YAML document. Keys that nobody asked for are problems, see {@link #refuseOthers}.
 * One owner thread.
 */
public final class YamlMap {
  private final Map<String, YamlNode> values = new LinkedHashMap<>();
  private final Map<String, YamlNode> keys = new LinkedHashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final YamlNode self;
  private final Problems problems;

  YamlMap(MappingNode mapping, YamlSource source, Problems problems) {
    this.self = new YamlNode(mapping, source, problems);
    this.problems = problems;
    for (NodeTuple tuple : mapping.getValue()) {
      YamlNode key = new YamlNode(tuple.getKeyNode(), source, problems);
      String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
      if (name.isEmpty() || values.containsKey(name)) {
        key.refuse(name.isEmpty() ? "wrong_key" : "duplicate_key", "a key that stands only once");
        continue;
      }
      keys.put(name, key);
      values.put(name, new YamlNode(tuple.getValueNode(), source, problems));
    }
  }

  /** Where the mapping starts. */
  public String place() {
    return self.place();
  }

  /** The mapping as a value. */
  public YamlNode self() {
    return self;
  }

  /** The keys in file order. */
  public List<String> keys() {
    return List.copyOf(values.keySet());
  }

  /** The key itself, for problems of its name. */
  public YamlNode key(String name) {
    YamlNode key = keys.get(name);
    if (key == null) {
      throw new IllegalArgumentException("no key " + name);
    }
    return key;
  }

  /** Whether the key is there; asks for it. */
  public boolean has(String key) {
    return get(key).isPresent();
  }

  /** A value that may be absent. */
  public Optional<YamlNode> get(String key) {
    if (!asked.contains(key)) {
      asked.add(key);
    }
    return Optional.ofNullable(values.get(key));
  }

  /** A value that must be there. */
  public Optional<YamlNode> require(String key) {
    Optional<YamlNode> value = get(key);
    if (value.isEmpty()) {
      problems.add(place(), "missing_key", "no '" + key + "'", "given: " + key);
    }
    return value;
  }

  /** Notes a problem for every key that nobody asked for. */
  public void refuseOthers() {
    for (Map.Entry<String, YamlNode> entry : keys.entrySet()) {
      if (!asked.contains(entry.getKey())) {
        entry.getValue().refuse("unknown_key", Names.oneOf(entry.getKey(), asked));
      }
    }
  }
}
