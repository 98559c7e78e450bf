package io.mallguard.features.spec;

import io.mallguard.features.graph.Components;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.plan.GraphRead.OfComponent;
import io.mallguard.features.spec.GraphEntry.Extras;
import io.mallguard.features.spec.GraphEntry.Whom;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.time.Duration;
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

  private final GraphSets sets;

  ComponentReader(GraphSets sets) {
    this.sets = sets;
  }

  /** The column of an entry, if what it sums is written. */
  List<AggregateReader.Read> read(GraphHead head, boolean aggregate) {
    YamlMap map = head.map();
    GraphOptions options = new GraphOptions(map, head.written());
    long epochMillis = options.duration("epoch", EPOCH_MILLIS);
    int cap = options.whole("hub_cap", 1, 1000, 50);
    boolean current = options.yesNo("include_current", false);
    GraphEntry.Asked asked = head.asked(Whom.FROM);
    Optional<GraphEntry.Sum> sum = Optional.empty();
    String agg = "";
    if (aggregate) {
      agg = map.require("agg").flatMap(n -> n.oneOf(AGGS)).orElse("");
      sum = sum(map, agg, epochMillis, head.written());
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
            asked,
            new GraphShape.Linked(epochMillis, cap),
            new GraphRead.Component(what, -1),
            new Extras(sum, Optional.empty(), Optional.empty(), Optional.empty()),
            sum.map(s -> s.sum().windowMillis()).orElse(2 * epochMillis),
            current);
    String words = sum.map(s -> SpecText.window(s.sum().windowMillis())).orElse("");
    return List.of(head.column(new GraphHead.Part("", Map.of(), unit(agg), words), entry));
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
    Optional<EdgeSet> values = fresh ? Optional.empty() : valuesNode.flatMap(sets::edges);
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
