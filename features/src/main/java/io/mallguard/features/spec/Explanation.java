package io.mallguard.features.spec;

import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.Family;
import io.mallguard.features.plan.Lane;
import io.mallguard.features.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A spec in words: a table of its features and one of the state it keeps. Immutable.
 *
 * @param features one line per column of the row
 * @param lanes one line per lane
 * @param graphs one line per graph store
 * @param internalColumns how many columns are computed without being in the row
 * @param families how many keys there are state for
 * @param lookUps names of the look-ups in use
 */
public record Explanation(
    List<FeatureLine> features,
    List<LaneLine> lanes,
    List<GraphLine> graphs,
    int internalColumns,
    int families,
    List<String> lookUps) {

  /** Copies the lists. */
  public Explanation {
    features = List.copyOf(features);
    lanes = List.copyOf(lanes);
    graphs = List.copyOf(graphs);
    lookUps = List.copyOf(lookUps);
  }

  /**
   * One feature.
   *
   * @param name its name
   * @param key the key whose state it reads, empty if it is derived
   * @param window its window, empty if it is derived
   * @param unit its unit
   * @param state about how much the lane it reads takes per entity; features share lanes
   * @param meaning its meaning
   */
  public record FeatureLine(
      String name, String key, String window, String unit, String state, String meaning) {}

  /**
   * What is kept per entity of one key, for some events.
   *
   * @param key the key
   * @param ttl how long untouched state lasts
   * @param events the event types
   * @param stage 1, or more if it takes in columns
   * @param windows its windows
   * @param state about how much it takes per entity
   */
  public record LaneLine(
      String key, String ttl, String events, int stage, String windows, String state) {}

  /** Explains a spec. */
  public static Explanation of(FeatureSpec spec) {
    Plan plan = spec.plan();
    List<FeatureLine> features =
        spec.features().stream().map(f -> feature(plan, f, plan.columns().get(f.index()))).toList();
    List<LaneLine> lanes = new ArrayList<>();
    for (Family family : plan.families()) {
      family.lanes().forEach(lane -> lanes.add(lane(plan, family, lane)));
    }
    return new Explanation(
        features,
        lanes,
        plan.graph().stream().map(store -> GraphLine.of(plan, store)).toList(),
        plan.columns().size() - plan.rowSize(),
        plan.families().size(),
        plan.lookUps().stream().map(l -> l.name()).toList());
  }

  private static FeatureLine feature(Plan plan, Feature feature, Column column) {
    if (column instanceof Column.Aggregate aggregate) {
      Family family = plan.families().get(aggregate.family());
      Lane lane = family.lanes().get(aggregate.lane());
      int window = lane.measures().get(aggregate.measure()).window();
      return new FeatureLine(
          feature.name(),
          family.name(),
          StateSize.window(lane.windows().get(window)),
          feature.unit(),
          StateSize.of(lane).words(),
          feature.meaning());
    } else if (column instanceof Column.Graph graph) {
      return GraphLine.feature(plan, feature, graph);
    }
    return new FeatureLine(feature.name(), "", "", feature.unit(), "", feature.meaning());
  }

  private static LaneLine lane(Plan plan, Family family, Lane lane) {
    String events =
        lane.sources().stream()
            .map(source -> family.touches().get(source.touch()).eventType())
            .map(type -> plan.types().get(type).type().name())
            .distinct()
            .collect(Collectors.joining(", "));
    String windows =
        lane.windows().stream().map(StateSize::window).collect(Collectors.joining(", "));
    return new LaneLine(
        family.name(),
        Defaults.write(family.ttlMillis()),
        events,
        lane.stage(),
        windows,
        StateSize.of(lane).words());
  }

  /** All of it as two tables and a line of totals. */
  public String text() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("feature", "key", "window", "unit", "state per entity", "meaning"));
    for (FeatureLine f : features) {
      rows.add(List.of(f.name(), f.key(), f.window(), f.unit(), f.state(), f.meaning()));
    }
    List<List<String>> states = new ArrayList<>();
    states.add(List.of("key", "ttl", "stage", "state per entity", "events", "windows"));
    for (LaneLine l : lanes) {
      states.add(
          List.of(
              l.key(), l.ttl(), Integer.toString(l.stage()), l.state(), l.events(), l.windows()));
    }
    String graph = graphs.isEmpty() ? "" : table(GraphLine.table(graphs)) + "\n";
    return table(rows) + "\n" + table(states) + "\n" + graph + totals() + "\n";
  }

  /** The totals as one line. */
  public String totals() {
    String line =
        String.format(
            "%d columns in the row, %d internal; %d families, %d lanes, %d look-ups",
            features.size(), internalColumns, families, lanes.size(), lookUps.size());
    String named = lookUps.isEmpty() ? line : line + " (" + String.join(", ", lookUps) + ")";
    return graphs.isEmpty() ? named : named + ", " + graphs.size() + " graph stores";
  }

  /** Columns side by side, the last as long as it is. */
  private static String table(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns - 1; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      out.append(line.append(row.get(columns - 1)).toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }
}
