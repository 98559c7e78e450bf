package io.mallguard.features.spec;

import io.mallguard.features.graph.CycleSettings;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.plan.GraphRead.OfCycle;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads graph features of kind {@code cycle}. */
final class CycleReader {
  private static final List<String> READS =
      Arrays.stream(OfCycle.values()).map(CycleReader::word).toList();
  private static final int MAX_BUDGET = 1_000_000;
  private static final double THOUSAND = 1000;
  private static final int MAX_KEPT = 100;

  private final String currency;

  CycleReader(String currency) {
    this.currency = currency;
  }

  private static String word(OfCycle what) {
    return what.name().toLowerCase(Locale.ROOT);
  }

  List<AggregateReader.Read> read(GraphReader.Head head) {
    YamlMap map = head.map();
    Map<Long, YamlNode> within = within(map);
    long longestMillis = within.keySet().stream().mapToLong(w -> w).max().orElse(0);
    long windowMillis =
        map.get("window").map(n -> n.durationMillis().orElse(longestMillis)).orElse(longestMillis);
    within.forEach(
        (millis, node) -> {
          if (millis > windowMillis) {
            node.refuse("beyond_window", "at most the window " + SpecText.window(windowMillis));
          }
        });
    int hops = (int) whole(map, "max_hops", 1, 8, 5);
    int[] kept = kept(map.get("amount_kept"));
    int cap = (int) whole(map, "degree_cap", 1, 10_000, 500);
    int budget = (int) whole(map, "budget", 1, MAX_BUDGET, 5000);
    List<OfCycle> reads = reads(map);
    Map<String, String> written = new LinkedHashMap<>(head.written());
    written.put("window", SpecText.window(windowMillis));
    written.put("max_hops", Integer.toString(hops));
    written.put("amount_kept", "[" + kept[0] / THOUSAND + ", " + kept[1] / THOUSAND + "]");
    written.put("degree_cap", Integer.toString(cap));
    written.put("budget", Integer.toString(budget));
    CycleSettings settings = new CycleSettings(hops, kept[0], kept[1], budget);
    GraphShape shape = new GraphShape.Money(windowMillis, cap);
    List<AggregateReader.Read> columns = new ArrayList<>();
    for (OfCycle what : reads) {
      for (long millis : within.keySet()) {
        String words = SpecText.window(millis);
        String name =
            head.name()
                + (reads.size() > 1 ? "_" + word(what) : "")
                + (within.size() > 1 ? "_" + words : "");
        Map<String, String> own = new LinkedHashMap<>(written);
        own.put("within", words);
        own.put("read", word(what));
        GraphRead read = new GraphRead.Cycle(settings, millis, what);
        GraphEntry entry =
            new GraphEntry(
                head.edges(),
                head.edgesPlace(),
                shape,
                read,
                Optional.empty(),
                windowMillis,
                false);
        columns.add(GraphReader.column(head, name, entry, own, unit(what), words));
      }
    }
    return columns;
  }

  private static Map<Long, YamlNode> within(YamlMap map) {
    Map<Long, YamlNode> within = new LinkedHashMap<>();
    Optional<YamlNode> node = map.require("within");
    for (YamlNode element : node.map(YamlNode::list).orElse(List.of())) {
      element
          .durationMillis()
          .ifPresent(
              millis -> {
                if (within.putIfAbsent(millis, element) != null) {
                  element.refuse("duplicate_window", "a time that stands only once");
                }
              });
    }
    node.filter(n -> n.list().isEmpty()).ifPresent(n -> n.refuse("wrong_length", "one or more"));
    return within;
  }

  private static List<OfCycle> reads(YamlMap map) {
    List<OfCycle> reads = new ArrayList<>();
    Optional<YamlNode> node = map.require("read");
    for (YamlNode element : node.map(YamlNode::list).orElse(List.of())) {
      Optional<String> word = element.oneOf(READS);
      word.map(w -> OfCycle.valueOf(w.toUpperCase(Locale.ROOT)))
          .filter(what -> reads.contains(what) || !reads.add(what))
          .ifPresent(w -> element.refuse("duplicate_name", "a word that stands only once"));
    }
    node.filter(n -> n.list().isEmpty()).ifPresent(n -> n.refuse("wrong_length", "one or more"));
    return reads;
  }

  /** Least and greatest part of the first amount, in thousandths. */
  private static int[] kept(Optional<YamlNode> node) {
    int[] kept = {800, 1000};
    if (node.isEmpty()) {
      return kept;
    }
    List<YamlNode> both = node.get().list();
    if (both.size() != 2) {
      node.get().refuse("wrong_length", "the least and the greatest part: [0.8, 1.0]");
      return kept;
    }
    OptionalDouble low = both.get(0).number(1 / THOUSAND, MAX_KEPT);
    OptionalDouble high = both.get(1).number(1 / THOUSAND, MAX_KEPT);
    if (low.isPresent() && high.isPresent()) {
      int lowest = (int) Math.rint(low.getAsDouble() * THOUSAND);
      int highest = (int) Math.rint(high.getAsDouble() * THOUSAND);
      if (lowest > highest) {
        both.get(1).refuse("not_a_number", "at least the first, " + lowest / THOUSAND);
        return kept;
      }
      return new int[] {lowest, highest};
    }
    return kept;
  }

  private static long whole(YamlMap map, String key, long min, long max, long otherwise) {
    return map.get(key).map(n -> n.wholeNumber(min, max).orElse(otherwise)).orElse(otherwise);
  }

  private String unit(OfCycle what) {
    return switch (what) {
      case CLOSED -> "yes/no";
      case HOPS -> "payments";
      case DURATION -> "seconds";
      case AMOUNT_SUM -> currency + " minor units";
      case BOTTLENECK_RATIO -> "ratio";
      case SHOPS_ON_CYCLE -> "shops";
    };
  }
}
