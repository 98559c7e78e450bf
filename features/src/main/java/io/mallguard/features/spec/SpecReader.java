package io.mallguard.features.spec;

import io.mallguard.features.Digests;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.yaml.YamlDocument;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a feature spec from YAML, checks and compiles all of it; every problem comes at once. */
public final class SpecReader {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
  private static final Pattern PLACE = Pattern.compile(".*:([0-9]{1,9}):([0-9]{1,9})");
  private static final int MAX_FEATURES = 5000;

  /** Internal ones too: more would make every row of the fold slow. */
  private static final int MAX_COLUMNS = 20_000;

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
    SpecReader reader = new SpecReader(root, schema, problems);
    Optional<FeatureSpec> spec = reader.spec();
    different(problems).throwIfAny(source);
    return spec.orElseThrow(() -> new IllegalStateException("no spec and no problem"));
  }

  /**
   * The name of the schema that a spec is for, before anything else of it is read.
   *
   * @param yaml the spec
   * @param source its name in the places of problems
   * @throws InvalidInputException if it is no YAML or names none
   */
  public static String schemaName(String yaml, String source) {
    Problems problems = new Problems();
    Optional<String> name =
        YamlDocument.parse(yaml, source, problems).require("schema").flatMap(YamlNode::text);
    problems.throwIfAny(source);
    return name.orElse("");
  }

  /** One mistake in a filter or a list of events would else be told once per use. */
  private static Problems different(Problems problems) {
    Map<String, Problem> different = new LinkedHashMap<>();
    for (Problem problem : problems.list()) {
      String key = problem.place() + " " + problem.code() + " " + problem.found();
      different.putIfAbsent(key, problem);
    }
    List<Problem> sorted = new ArrayList<>(different.values());
    sorted.sort(Comparator.comparingLong(SpecReader::position));
    Problems result = new Problems();
    result.addAll(sorted);
    return result;
  }

  /** Line and column of a place as one number, for the order of the file. */
  private static long position(Problem problem) {
    Matcher matcher = PLACE.matcher(problem.place());
    return matcher.matches()
        ? Long.parseLong(matcher.group(1)) * 1_000_000 + Long.parseLong(matcher.group(2))
        : 0;
  }

  private Optional<FeatureSpec> spec() {
    String name = root.require("spec").flatMap(SpecReader::name).orElse("");
    int version =
        (int)
            root.require("version")
                .map(node -> node.wholeNumber(1, Integer.MAX_VALUE).orElse(1))
                .orElse(1L)
                .longValue();
    root.require("schema").ifPresent(this::checkSchema);
    EventWords events = new EventWords(schema, root.get("groups"));
    Filters filters = Filters.read(root.get("filters"));
    Defaults defaults = Defaults.read(root.get("defaults"), root.get("ttl"));
    Roles roles = Roles.read(root.get("roles"), schema);
    List<LookUpDeclaration> lookUps =
        new LookUpReader(schema, events)
            .read(root.get("lookups"), root.self(), defaults.idleTtlMillis());
    GraphSets graph = GraphSets.read(root, events);
    Declarations declarations = declarations(events, filters, defaults, graph);
    graph.refuseUnread();
    root.refuseOthers();
    List<ColumnDraft> columns = declarations.placed();
    checkSize(declarations, columns);
    filters.refuseHidden(allNames(declarations));
    Compiled compiled = compile(columns, declarations, filters, roles, lookUps, defaults);
    if (!problems.isEmpty() || compiled.finished().isEmpty()) {
      return Optional.empty();
    }
    String canonical =
        SpecWriter.write(
            name,
            version,
            schema,
            defaults,
            keyNames(columns),
            lookUps,
            roles,
            filters,
            graph,
            declarations);
    Plan plan = compiled.finished().get().plan();
    return Optional.of(
        new FeatureSpec(
            name,
            version,
            schema,
            features(declarations),
            plan,
            canonical,
            Digests.sha256Hex(canonical + schema.hash()),
            Digests.sha256Hex(compiled.finished().get().layout() + schema.hash())));
  }

  private record Compiled(Optional<PlanCompiler.Finished> finished) {}

  /** First with all look-ups in reach, to find the problems and what is used; then with that. */
  private Compiled compile(
      List<ColumnDraft> columns,
      Declarations declarations,
      Filters filters,
      Roles roles,
      List<LookUpDeclaration> lookUps,
      Defaults defaults) {
    OutcomeMarks outcomes = new OutcomeMarks(schema, filters, columns);
    AllNames all = AllNames.all(schema.eventTypes(), outcomes, lookUps);
    Map<String, Integer> indexes = namedColumns(declarations);
    new LookUpCompiler(new EventExpressions(schema, all, filters, indexes)).check();
    checkFilters(filters, all, indexes);
    EventExpressions expressions = new EventExpressions(schema, all, filters, indexes);
    KeyResolver keys = new KeyResolver(schema, roles, expressions);
    List<ColumnDraft> sorted =
        new ColumnGraph(schema, expressions, keys, declarations.byName()).link(columns);
    declarations.checkStages();
    Set<String> names = allNames(declarations);
    names.addAll(schema.entities());
    defaults.refuseUnknown(root.get("ttl"), keyNames(columns), names);
    PlanCompiler first = new PlanCompiler(schema, expressions, filters, roles, outcomes, defaults);
    first.compile(sorted);
    AllNames.Usage usage = first.usage();
    if (!problems.isEmpty()) {
      return new Compiled(Optional.empty());
    }
    EventExpressions fewer = new EventExpressions(schema, all.only(usage), filters, indexes);
    fewer.reuse(expressions);
    PlanCompiler second = new PlanCompiler(schema, fewer, filters, roles, outcomes, defaults);
    second.compile(sorted);
    return new Compiled(Optional.of(second.finished(sorted, declarations.rowSize())));
  }

  private Set<String> allNames(Declarations declarations) {
    Set<String> names = fieldNames();
    names.addAll(declarations.byName().keySet());
    return names;
  }

  /**
   * The columns that expressions can name. A name that is a field of some event type is a field
   * wherever it stands: else it would mean one thing in orders and another in refunds.
   */
  private Map<String, Integer> namedColumns(Declarations declarations) {
    Map<String, Integer> columns = declarations.indexes();
    columns.keySet().removeAll(fieldNames());
    return columns;
  }

  private Set<String> fieldNames() {
    Set<String> names = new LinkedHashSet<>();
    for (EventType type : schema.eventTypes()) {
      names.addAll(new TypeNames(type).variables(Optional.empty(), true).keySet());
    }
    return names;
  }

  /** A filter that no feature names is checked where all its names mean something. */
  private void checkFilters(Filters filters, AllNames all, Map<String, Integer> indexes) {
    EventExpressions expressions = new EventExpressions(schema, all, filters, indexes);
    filters.byName().forEach((name, node) -> expressions.checkSomewhere(node));
  }

  private static List<String> keyNames(List<ColumnDraft> columns) {
    List<String> names = new ArrayList<>();
    for (ColumnDraft column : columns) {
      if (column instanceof ColumnDraft.Lane lane && lane.isReached()) {
        names.add(AggregateEntry.keyName(lane.entry().family()));
      }
    }
    return names.stream().distinct().toList();
  }

  private Declarations declarations(
      EventWords events, Filters filters, Defaults defaults, GraphSets graph) {
    FeatureReader reader = new FeatureReader(schema, events, filters, defaults, graph);
    List<String> order = new ArrayList<>(root.keys());
    order.retainAll(List.of("features", "derived", "graph"));
    for (String section : order) {
      for (YamlNode node : root.require(section).map(YamlNode::list).orElse(List.of())) {
        node.map().ifPresent(map -> reader.read(map, section));
      }
    }
    if (order.isEmpty()) {
      problems.add(root.place(), "missing_key", "no 'features'", "given: features");
    }
    return reader.declarations();
  }

  private void checkSize(Declarations declarations, List<ColumnDraft> columns) {
    if (declarations.rowSize() == 0 && problems.isEmpty()) {
      problems.add(root.place(), "no_features", "", "at least one feature");
    }
    if (declarations.features().size() > MAX_FEATURES) {
      problems.add(root.place(), "too_many", "", "at most " + MAX_FEATURES + " features");
    }
    if (columns.stream().mapToInt(ColumnDraft::width).sum() > MAX_COLUMNS) {
      problems.add(root.place(), "too_many", "", "at most " + MAX_COLUMNS + " columns and bins");
    }
  }

  private static List<Feature> features(Declarations declarations) {
    return declarations.features().stream()
        .filter(f -> f.column().inRow())
        .map(
            f ->
                new Feature(
                    f.column().name(),
                    f.column().index(),
                    f.unit(),
                    f.meaning(),
                    f.column().reachMillis()))
        .toList();
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
