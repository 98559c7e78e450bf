package io.mallguard.features.proof;

import io.mallguard.features.proof.Paths.KeyAt;
import io.mallguard.features.proof.Paths.UpdateKeys;
import io.mallguard.features.proof.Spec.Derived;
import io.mallguard.features.proof.Spec.Feature;
import io.mallguard.features.proof.Spec.Input;
import io.mallguard.features.proof.World.EventKind;
import io.mallguard.features.proof.World.Lane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of a case are by the definitions: for every feature of every scored event it looks
 * at all events of the log. Nothing is kept running; values are only remembered once computed.
 */
final class NaiveOracle {
  /** Stands where the definitions don't say what a value is; nothing is compared there. */
  static final double UNSPECIFIED = Double.longBitsToDouble(0x7ff8_dead_0000_0000L);

  private static final double[] NO_VALUES = {};
  private static final boolean[] NOT_COMPUTED = {};

  private final Spec spec;
  private final List<String> rowColumns;
  private final Timeline log;
  private final Rules rules;
  private final Records records;
  private final Paths paths;
  private final Map<String, double[]> columns = new HashMap<>();
  private final Map<String, boolean[]> computed = new HashMap<>();
  private final Map<String, Map.Entry<Feature, Integer>> aggregates = new HashMap<>();
  private final Map<String, Derived> derived = new HashMap<>();

  NaiveOracle(Spec spec, List<Fact> facts, Rules rules) {
    this.spec = spec;
    this.rules = rules;
    this.rowColumns = spec.rowColumns();
    List<Fact> ordered = new ArrayList<>(facts);
    if (rules == Rules.SORTED_BY_OCCURRED_AT) {
      ordered.sort(java.util.Comparator.comparingLong(Fact::occurredAtMillis));
    }
    this.log = new Timeline(spec.world(), ordered);
    this.records = new Records(this, spec, log);
    this.paths = new Paths(this, spec.world(), log);
    for (Feature feature : spec.features()) {
      for (int w = 0; w < feature.windows().size(); w++) {
        aggregates.put(feature.column(w), Map.entry(feature, w));
        addColumn(feature.column(w));
      }
    }
    for (Derived column : spec.derived()) {
      derived.put(column.name(), column);
      addColumn(column.name());
    }
  }

  private void addColumn(String name) {
    columns.put(name, new double[log.size()]);
    computed.put(name, new boolean[log.size()]);
  }

  /** The rows of all scored events, by event id, in the order of {@link Spec#rowColumns()}. */
  Map<String, double[]> rows() {
    Map<String, double[]> rows = new HashMap<>();
    for (int i = 0; i < log.size(); i++) {
      if (log.type(i).scored()) {
        rows.put(log.fact(i).id(), row(i));
      }
    }
    return rows;
  }

  /** The row of one event. */
  double[] row(int event) {
    return rowColumns.stream().mapToDouble(c -> column(c, event)).toArray();
  }

  Spec spec() {
    return spec;
  }

  /** Whether an event updates an entity for any feature of its key. */
  boolean isTouched(Lane lane, String key, int event) {
    return spec.features().stream()
        .flatMap(Feature::lanes)
        .filter(other -> other.keyText().equals(lane.keyText()))
        .anyMatch(
            other ->
                other.events().stream()
                    .flatMap(source -> paths.updateKeys(other, source).of(event).stream())
                    .anyMatch(place -> place.key().equals(key)));
  }

  /** The key by which an event reads, empty if it says none. */
  Optional<String> readKey(Lane lane, int event) {
    return paths.readKey(lane, event);
  }

  Timeline log() {
    return log;
  }

  Records records() {
    return records;
  }

  boolean isColumn(String name) {
    return columns.containsKey(name);
  }

  /** A column as an event reads it, before it leaves any entry. */
  double column(String name, int event) {
    double[] values = columns.getOrDefault(name, NO_VALUES);
    boolean[] done = computed.getOrDefault(name, NOT_COMPUTED);
    if (!done[event]) {
      values[event] = compute(name, event);
      done[event] = true;
    }
    return values[event];
  }

  private double compute(String name, int event) {
    Derived column = derived.get(name);
    if (column != null) {
      EventKind type = log.type(event);
      boolean applies =
          column.event().isEmpty() ? type.scored() : column.event().equals(type.name());
      return applies && paths.compiles(column.value(), type)
          ? Expr.real(column.value().at(at(event, null, event)))
          : Double.NaN;
    }
    Map.Entry<Feature, Integer> aggregate = aggregates.getOrDefault(name, NO_FEATURE);
    Feature feature = aggregate.getKey();
    Optional<String> key = paths.readKey(feature.lane(), event);
    if (key.isEmpty()) {
      return Double.NaN;
    }
    if (key.get().equals(Paths.UNSPECIFIED)) {
      return UNSPECIFIED;
    }
    long window = spec.windowMillis(feature, aggregate.getValue());
    return new Reading(this, feature, window, key.get(), event).value();
  }

  private static final Map.Entry<Feature, Integer> NO_FEATURE =
      Map.entry(
          new Feature(
              "",
              new Lane(List.of(), List.of(), "", ""),
              new Spec.Plain("count", null, null),
              List.of(),
              0,
              false,
              0,
              0,
              false),
          0);

  At at(int event, @Nullable Map<String, Object> element, int now) {
    return new At(this, event, element, now);
  }

  /**
   * What an entity's events left in a window, in log order.
   *
   * @param input an event type and what its entries must fulfil
   */
  List<At> inside(Feature feature, Input input, String key, long lengthMillis, int now) {
    List<At> entries = new ArrayList<>();
    UpdateKeys keys = paths.updateKeys(feature.lane(), input.event());
    for (int event = 0; event < log.size(); event++) {
      if (rules.isKnown(log, event, now, feature.includeCurrent())
          && (event == now || isInside(feature, event, lengthMillis, now))) {
        take(keys, input, key, event, now, entries);
      }
    }
    return entries;
  }

  private boolean isInside(Feature feature, int event, long lengthMillis, int now) {
    long delay = rules == Rules.DELAY_IGNORED ? 0 : feature.delayMillis();
    long end = log.foldTimeMillis(now) - delay;
    long resolution = feature.resolutionMillis();
    long time = log.foldTimeMillis(event);
    if (resolution == 0) {
      return rules.isInside(time, end, lengthMillis);
    }
    long spanEnd = Math.floorDiv(time, resolution) * resolution + resolution;
    return lengthMillis == Span.LIFE
        ? feature.delayMillis() == 0 || spanEnd <= end
        : spanEnd > end - lengthMillis && (feature.delayMillis() == 0 || spanEnd <= end);
  }

  /** Adds the entries of one event. */
  void take(Lane lane, Input input, String key, int event, int now, List<At> entries) {
    take(paths.updateKeys(lane, input.event()), input, key, event, now, entries);
  }

  private void take(
      UpdateKeys keys, Input input, String key, int event, int now, List<At> entries) {
    for (KeyAt place : keys.of(event)) {
      if (place.key().equals(key) && !log.isSuperseded(event, now)) {
        At entry = at(event, place.element(), now);
        if (input.where() == null || input.where().holds(entry)) {
          entries.add(entry);
        }
      }
    }
  }

  /** Whether an event is marked, as known at a place of the log: the last word counts. */
  boolean isMarked(int event, int now) {
    boolean marked = false;
    for (int label : log.about(event)) {
      boolean known =
          rules == Rules.LABELS_AT_OCCURRED_AT
              ? log.fact(label).occurredAtMillis() <= log.foldTimeMillis(now)
              : label > event && label < now;
      if (known && !log.isSuperseded(label, now)) {
        marked = log.type(label).marks().filter(m -> m.holds(at(label, null, now))).isPresent();
      }
    }
    return marked;
  }
}
