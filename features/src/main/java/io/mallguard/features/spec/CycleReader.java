package io.mallguard.features.spec;

import io.mallguard.features.graph.CycleSettings;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.plan.GraphRead.OfCycle;
import io.mallguard.features.spec.GraphEntry.Asked;
import io.mallguard.features.spec.GraphEntry.Extras;
import io.mallguard.features.spec.GraphEntry.Whom;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads graph features of the kinds {@code cycle} and {@code money_back}. */
final class CycleReader {
  private static final int MAX_BUDGET = 1_000_000;
  private static final double THOUSAND = 1000;
  private static final int MAX_KEPT = 100;

  private final String currency;

  CycleReader(String currency) {
    this.currency = currency;
  }

  List<AggregateReader.Read> read(GraphHead head) {
    YamlMap map = head.map();
    Asked asked = head.asked(Whom.EDGE);
    GraphOptions options = new GraphOptions(map, head.written());
    Map<Long, YamlNode> within = options.durations("within");
    long windowMillis = window(options, within);
    int hops = options.whole("max_hops", 1, 8, 5);
    int[] kept = kept(map.get("amount_kept"));
    head.written().put("amount_kept", "[" + kept[0] / THOUSAND + ", " + kept[1] / THOUSAND + "]");
    int cap = options.whole("degree_cap", 1, 10_000, 500);
    int budget = options.whole("budget", 1, MAX_BUDGET, 5000);
    List<OfCycle> reads = options.reads(OfCycle.values());
    CycleSettings settings = new CycleSettings(hops, kept[0], kept[1], budget);
    GraphShape shape = new GraphShape.Money(windowMillis, cap);
    GraphHead.Grid grid = new GraphHead.Grid(reads.size(), within.size(), "within");
    List<AggregateReader.Read> columns = new ArrayList<>();
    for (OfCycle what : reads) {
      for (long millis : within.keySet()) {
        GraphHead.Part part = grid.part(what, millis, unit(what));
        GraphRead read = new GraphRead.Cycle(settings, millis, what);
        columns.add(
            head.column(
                part, new GraphEntry(asked, shape, read, Extras.NONE, windowMillis, false)));
      }
    }
    return columns;
  }

  /** What the payee of an event paid its payer. */
  List<AggregateReader.Read> readBack(GraphHead head) {
    Asked asked = head.asked(Whom.EDGE);
    GraphOptions options = new GraphOptions(head.map(), head.written());
    Map<Long, YamlNode> within = options.durations("within");
    long windowMillis = window(options, within);
    int cap = options.whole("degree_cap", 1, 10_000, 500);
    GraphShape shape = new GraphShape.Money(windowMillis, cap);
    List<AggregateReader.Read> columns = new ArrayList<>();
    for (long millis : within.keySet()) {
      String words = SpecText.window(millis);
      GraphHead.Part part =
          new GraphHead.Part(
              within.size() > 1 ? "_" + words : "",
              Map.of("within", words),
              currency + " minor units",
              words);
      GraphRead read = new GraphRead.MoneyBack(millis);
      columns.add(
          head.column(part, new GraphEntry(asked, shape, read, Extras.NONE, windowMillis, false)));
    }
    return columns;
  }

  private static long window(GraphOptions options, Map<Long, YamlNode> within) {
    long longestMillis = within.keySet().stream().mapToLong(w -> w).max().orElse(0);
    long windowMillis = options.duration("window", longestMillis);
    within.forEach(
        (millis, node) -> {
          if (millis > windowMillis) {
            node.refuse("beyond_window", "at most the window " + SpecText.window(windowMillis));
          }
        });
    return windowMillis;
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
