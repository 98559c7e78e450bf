package io.mallguard.features.spec;

import io.mallguard.features.graph.Components;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.plan.GraphRead.OfComponent;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads graph features of the kinds {@code component_size} and {@code component_aggregate}. */
final class ComponentReader {
  private static final List<String> AGGS = List.of("sum", "count", "top_share", "new_accounts");
  private static final long EPOCH_MILLIS = Duration.ofDays(30).toMillis();
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
  private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
  private static final int MAX_TILES = 100;

  private final EdgeSets edges;

  ComponentReader(EdgeSets edges) {
    this.edges = edges;
  }

  /** The column of an entry, if what it sums is written. */
  List<AggregateReader.Read> read(GraphReader.Head head, boolean aggregate) {
    YamlMap map = head.map();
    long epochMillis = duration(map.get("epoch"), EPOCH_MILLIS);
    int cap =
        (int) (long) map.get("hub_cap").map(n -> n.wholeNumber(1, 1000).orElse(50)).orElse(50L);
    boolean current = map.get("include_current").flatMap(YamlNode::yesNo).orElse(false);
    Map<String, String> written = new LinkedHashMap<>(head.written());
    written.put("epoch", SpecText.window(epochMillis));
    written.put("hub_cap", Integer.toString(cap));
    written.put("include_current", Boolean.toString(current));
    Optional<GraphEntry.Sum> sum = Optional.empty();
    String agg = "";
    if (aggregate) {
      agg = map.require("agg").flatMap(n -> n.oneOf(AGGS)).orElse("");
      sum = sum(map, agg, epochMillis, written);
      if (sum.isEmpty()) {
        return List.of();
      }
    }
    OfComponent what =
        !aggregate
            ? OfComponent.SIZE
            : agg.equals("top_share") ? OfComponent.TOP_SHARE : OfComponent.SUM;
    GraphEntry entry =
        new GraphEntry(
            head.edges(),
            head.edgesPlace(),
            new GraphShape.Linked(epochMillis, cap),
            new GraphRead.Component(what, -1),
            sum,
            sum.map(s -> s.sum().windowMillis()).orElse(2 * epochMillis),
            current);
    String words = sum.map(s -> SpecText.window(s.sum().windowMillis())).orElse("");
    return List.of(GraphReader.column(head, head.name(), entry, written, unit(agg), words));
  }

  private Optional<GraphEntry.Sum> sum(
      YamlMap map, String agg, long epochMillis, Map<String, String> written) {
    Optional<YamlNode> windowNode = map.require("window");
    long windowMillis = duration(windowNode, 0);
    long usual = windowMillis <= MAX_TILES * HOUR_MILLIS ? HOUR_MILLIS : DAY_MILLIS;
    Optional<YamlNode> tileNode = map.get("tile");
    long tileMillis = duration(tileNode, Math.min(usual, Math.max(1, windowMillis)));
    boolean fresh = agg.equals("new_accounts");
    Optional<YamlNode> valuesNode = fresh ? map.get("values") : map.require("values");
    if (fresh) {
      valuesNode.ifPresent(n -> n.refuse("not_used", "left out: new accounts have no values"));
    }
    Optional<EdgeSet> values = fresh ? Optional.empty() : valuesNode.flatMap(edges::named);
    if (windowMillis == 0 || agg.isEmpty() || (!fresh && values.isEmpty())) {
      return Optional.empty();
    }
    if (windowMillis > epochMillis) {
      windowNode.ifPresent(
          n -> n.refuse("beyond_epoch", "at most the epoch " + SpecText.window(epochMillis)));
      return Optional.empty();
    }
    if (tileMillis > windowMillis || windowMillis / tileMillis > MAX_TILES) {
      YamlNode place = tileNode.or(() -> windowNode).orElse(map.self());
      place.refuse("wrong_length", "a tile of which the window has 1 to " + MAX_TILES);
      return Optional.empty();
    }
    written.put("agg", agg);
    values.ifPresent(set -> written.put("values", set.name()));
    written.put("window", SpecText.window(windowMillis));
    written.put("tile", SpecText.window(tileMillis));
    Components.Of of = fresh ? Components.Of.NEW_ACCOUNTS : Components.Of.VALUES;
    return Optional.of(
        new GraphEntry.Sum(
            new Components.Sum(of, windowMillis, tileMillis),
            values.map(EdgeSet::edges).orElse(List.of()),
            agg.equals("count")));
  }

  private static long duration(Optional<YamlNode> node, long otherwise) {
    return node.map(n -> n.durationMillis().orElse(otherwise)).orElse(otherwise);
  }

  private static String unit(String agg) {
    return switch (agg) {
      case "sum" -> "number";
      case "count" -> "events";
      case "top_share" -> "share";
      default -> "accounts";
    };
  }
}
