package io.mallguard.features.spec;

import io.mallguard.features.plan.Window;
import io.mallguard.features.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/**
 * One aggregate over one window as the spec writes it. Immutable.
 *
 * @param keyPlace where the key stands
 * @param key parts of the key
 * @param roles which roles a scored event is read by, empty if it is not said
 * @param each the list of which every element counts
 * @param agg what is computed
 * @param flows the events
 * @param options what single aggregations say beside
 * @param window the window
 * @param windowPlace where it is written
 * @param resolutionMillis span of time whose entries are kept as one, 0 for exact
 * @param includeCurrent whether the event being scored counts
 * @param whenEmpty value of an empty window
 * @param comparesMarks whether events that are not marked count as evidence, since the value is
 *     compared with that of other events or windows
 * @param bins how many bins have a column each with their share, 0 for one column of all
 */
record AggregateEntry(
    YamlNode keyPlace,
    List<YamlNode> key,
    List<YamlNode> roles,
    Optional<String> each,
    Agg agg,
    List<Flow> flows,
    Options options,
    Window window,
    YamlNode windowPlace,
    long resolutionMillis,
    boolean includeCurrent,
    double whenEmpty,
    boolean comparesMarks,
    int bins) {
  AggregateEntry {
    key = List.copyOf(key);
    roles = List.copyOf(roles);
    flows = List.copyOf(flows);
  }

  /** The same over another key. */
  AggregateEntry withKey(List<YamlNode> other) {
    return new AggregateEntry(
        keyPlace,
        other,
        roles,
        each,
        agg,
        flows,
        options,
        window,
        windowPlace,
        resolutionMillis,
        includeCurrent,
        whenEmpty,
        comparesMarks,
        bins);
  }

  /** The shares of all bins. */
  AggregateEntry ofBins() {
    return ofBins(keyPlace, key, roles, window, windowPlace);
  }

  /** The shares of all bins of the other key that it is compared with. */
  AggregateEntry ofBins(Against.OtherKey other) {
    Window there = new Window(options.against().windowMillis(), window.delayMillis());
    return ofBins(other.place(), other.parts(), other.roles(), there, other.windowPlace());
  }

  private AggregateEntry ofBins(
      YamlNode keyAt, List<YamlNode> parts, List<YamlNode> readBy, Window of, YamlNode windowAt) {
    return new AggregateEntry(
        keyAt,
        parts,
        readBy,
        each,
        agg,
        flows,
        options,
        of,
        windowAt,
        resolutionMillis,
        includeCurrent,
        ColumnDraft.Divergence.EMPTY,
        comparesMarks,
        options.binCount());
  }

  /** The only {@code of} and {@code where}, those of the first flow. */
  Flow first() {
    return flows.get(0);
  }

  List<String> keyTexts() {
    return key.stream().map(n -> n.text().orElse("").trim()).toList();
  }

  /** The family: roles say how an entity is touched, not which family it belongs to. */
  List<String> family() {
    return family(key);
  }

  /** The family of a key. */
  static List<String> family(List<YamlNode> key) {
    return key.stream()
        .map(n -> n.text().orElse("").trim())
        .map(part -> part.contains("/") ? part.substring(0, part.indexOf('/')) : part)
        .toList();
  }

  static String keyName(List<String> parts) {
    return parts.size() == 1 ? parts.get(0) : "[" + String.join(", ", parts) + "]";
  }
}
