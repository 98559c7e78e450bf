package io.mallguard.features.spec;

import io.mallguard.features.Digests;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.yaml.YamlDocument;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a feature spec from YAML, checks and compiles all of it; every problem comes at once. */
public final class SpecReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
  private static final int MAX_FEATURES = 5000;

  private final YamlMap root;
  private final EventSchema schema;
  private final Problems problems;

  private SpecReader(YamlMap root, EventSchema schema, Problems problems) {
    this.root = root;
    this.schema = schema;
    this.problems = problems;
  }

  /**
   * Reads a spec file.
   *
   * @throws InvalidInputException with all problems
   */
  public static FeatureSpec read(Path file, EventSchema schema) {
    return parse(YamlDocument.textOf(file), file.toString(), schema);
  }

  /**
   * Reads a spec from text.
   *
   * @param yaml the spec
   * @param source its name in the places of problems
   * @param schema the schema it is for
   * @throws InvalidInputException with all problems
   */
  public static FeatureSpec parse(String yaml, String source, EventSchema schema) {
    Problems problems = new Problems();
    YamlMap root = YamlDocument.parse(yaml, source, problems);
    FeatureSpec spec = new SpecReader(root, schema, problems).spec();
    problems.throwIfAny(source);
    return spec;
  }

  private FeatureSpec spec() {
    String name = root.require("spec").flatMap(SpecReader::name).orElse("");
    int version =
        (int)
            root.require("version")
                .map(node -> node.wholeNumber(1, Integer.MAX_VALUE).orElse(1))
                .orElse(1L)
                .longValue();
    root.require("schema").ifPresent(this::checkSchema);
    FeatureReader reader =
        new FeatureReader(schema, problems, filters(), Defaults.read(root.get("defaults")));
    List<String> order = readSections(reader);
    root.refuseOthers();
    if (reader.features().isEmpty() && problems.isEmpty()) {
      problems.add(root.place(), "no_features", "", "at least one feature");
    }
    if (reader.features().size() > MAX_FEATURES) {
      problems.add(root.place(), "too_many", "", "at most " + MAX_FEATURES + " features");
    }
    if (!problems.isEmpty()) {
      return new FeatureSpec(name, version, schema, List.of(), List.of(), List.of(), "", "", "");
    }
    String canonical = SpecWriter.write(name, version, schema, reader, order);
    return new FeatureSpec(
        name,
        version,
        schema,
        reader.features(),
        reader.columns(),
        reader.lanes(),
        canonical,
        Digests.sha256Hex(canonical + schema.hash()),
        Digests.sha256Hex(reader.layout() + schema.hash()));
  }

  /** Reads both sections; columns stand in file order, but derived ones may name any aggregate. */
  private List<String> readSections(FeatureReader reader) {
    List<String> order = new ArrayList<>(root.keys());
    order.retainAll(List.of("features", "derived"));
    for (String section : order) {
      for (YamlNode node : root.require(section).map(YamlNode::list).orElse(List.of())) {
        node.map().ifPresent(map -> reader.declare(map, section.equals("derived")));
      }
    }
    if (!root.has("derived") && !root.has("features")) {
      problems.add(root.place(), "missing_key", "no 'features'", "given: features");
    }
    reader.compile();
    return order;
  }

  private Map<String, YamlNode> filters() {
    Map<String, YamlNode> filters = new LinkedHashMap<>();
    Optional<YamlMap> map = root.get("filters").flatMap(YamlNode::map);
    map.ifPresent(m -> m.keys().forEach(key -> filters.put(key, m.require(key).orElseThrow())));
    return filters;
  }

  private void checkSchema(YamlNode node) {
    node.text()
        .filter(text -> !text.equals(schema.name()))
        .ifPresent(text -> node.refuse("other_schema", schema.name() + ", the schema in use"));
  }

  private static Optional<String> name(YamlNode node) {
    Optional<String> text = node.text();
    if (text.isPresent() && !NAME.matcher(text.get()).matches()) {
      node.refuse("not_a_name", "lower-case letters, digits, - and _, at most 64");
      return Optional.empty();
    }
    return text;
  }
}
