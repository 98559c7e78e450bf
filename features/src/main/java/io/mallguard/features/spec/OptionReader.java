package io.mallguard.features.spec;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.expression.LogBins;
import io.mallguard.features.plan.Measure;
import io.mallguard.features.yaml.Durations;
import io.mallguard.features.yaml.Quoted;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what single aggregations say beside {@code of} and {@code where}. */
final class OptionReader {
  private static final int MAX_BINS = 4096;

  private final EventWords events;
  private final Filters filters;
  private final AgainstReader against;

  /**
   * What was read.
   *
   * @param options the options
   * @param written the same in canonical form
   */
  record Read(Options options, Map<String, String> written) {}

  OptionReader(EventSchema schema, EventWords events, Filters filters) {
    this.events = events;
    this.filters = filters;
    this.against = new AgainstReader(schema);
  }

  Read read(YamlMap map, Agg agg) {
    Map<String, String> written = new LinkedHashMap<>();
    Optional<YamlNode> by =
        agg.isGrouped() ? expression(map.require("by"), "by", written) : Optional.empty();
    double quantile = agg == Agg.QUANTILE ? number(map.require("q"), "q", 0, 1, 0.5, written) : 0;
    int binCount = agg.isBinned() ? bins(map.require("bins"), written) : 0;
    boolean isLog = "log16".equals(written.get("bins"));
    Measure.Bins bins =
        isLog ? Measure.Bins.LOG16 : binCount == 0 ? Measure.Bins.NONE : Measure.Bins.VALUES;
    boolean divergence = agg == Agg.DIVERGENCE;
    String measure =
        divergence
            ? word(map.require("measure"), "measure", List.of("js", "l1", "rarity"), written)
            : "";
    Optional<YamlNode> weight =
        divergence && !measure.equals("rarity")
            ? expression(map.get("weight"), "weight", written)
            : Optional.empty();
    Against comparedWith =
        divergence && !measure.equals("rarity")
            ? against.read(map.require("against"), map.get("bins"), bins, binCount, written)
            : Against.NOTHING;
    return new Read(
        new Options(
            by,
            weight,
            bins,
            binCount,
            quantile,
            measure,
            comparedWith,
            agg == Agg.LEVEL ? floor(map.get("floor"), written) : Long.MIN_VALUE,
            read(map, agg, written),
            tolerance(map, agg, written),
            agg == Agg.PERIOD
                ? word(map.require("period"), "period", List.of("day", "month", "year"), written)
                : "",
            agg == Agg.PERIOD
                ? word(
                    map.require("keep"),
                    "keep",
                    List.of("sum", "max", "last", "argmax_time"),
                    written)
                : "",
            agg == Agg.PERIOD ? (int) whole(map.require("periods"), "periods", 1, 400, written) : 0,
            agg.isOutcome() ? match(map.require("match"), written) : Optional.empty(),
            agg.isOutcome() && yes(map.get("negate"), "negate", written)),
        written);
  }

  private String read(YamlMap map, Agg agg, Map<String, String> written) {
    List<String> legal =
        switch (agg) {
          case LEVEL -> List.of("now", "min", "time_mean", "min_day_end");
          case PERIOD -> List.of("now", "mean", "std", "min", "gap_std_days");
          case FIFO -> List.of("dwell_p50", "unmatched", "split_parts");
          default -> List.of();
        };
    return legal.isEmpty() ? "" : word(map.require("read"), "read", legal, written);
  }

  private static double tolerance(YamlMap map, Agg agg, Map<String, String> written) {
    return agg == Agg.FIFO && map.has("tolerance")
        ? number(map.get("tolerance"), "tolerance", 0, 1, 0, written)
        : 0;
  }

  private Optional<YamlNode> expression(
      Optional<YamlNode> node, String key, Map<String, String> written) {
    Optional<YamlNode> text = node.filter(n -> n.text().isPresent());
    text.ifPresent(n -> written.put(key, SpecText.scalar(filters.expand(n.text().orElse("")))));
    return text;
  }

  private static double number(
      Optional<YamlNode> node,
      String key,
      double min,
      double max,
      double otherwise,
      Map<String, String> written) {
    double value = node.map(n -> n.number(min, max).orElse(otherwise)).orElse(otherwise);
    written.put(key, Double.toString(value));
    return value;
  }

  private static long whole(
      Optional<YamlNode> node, String key, long min, long max, Map<String, String> written) {
    long value = node.map(n -> n.wholeNumber(min, max).orElse(min)).orElse(min);
    written.put(key, Long.toString(value));
    return value;
  }

  private static boolean yes(Optional<YamlNode> node, String key, Map<String, String> written) {
    boolean value = node.flatMap(YamlNode::yesNo).orElse(false);
    written.put(key, Boolean.toString(value));
    return value;
  }

  private static String word(
      Optional<YamlNode> node, String key, List<String> legal, Map<String, String> written) {
    String value = node.flatMap(n -> n.oneOf(legal)).orElse(legal.get(0));
    written.put(key, value);
    return value;
  }

  private static long floor(Optional<YamlNode> node, Map<String, String> written) {
    if (node.isEmpty()) {
      return Long.MIN_VALUE;
    }
    OptionalLong floor = node.get().wholeNumber(-(1L << 50), 1L << 50);
    floor.ifPresent(value -> written.put("floor", Long.toString(value)));
    return floor.orElse(Long.MIN_VALUE);
  }

  /** Number of bins: {@code log16} or {@code values24}. */
  private static int bins(Optional<YamlNode> node, Map<String, String> written) {
    String word = node.flatMap(YamlNode::text).orElse("");
    int bins = 0;
    if (word.equals("log16")) {
      bins = LogBins.COUNT;
    } else if (word.matches("values[1-9][0-9]{0,3}")) {
      bins = Integer.parseInt(word.substring("values".length()));
      bins = bins > MAX_BINS ? 0 : bins;
    }
    if (bins == 0) {
      node.filter(n -> !word.isEmpty())
          .ifPresent(
              n ->
                  n.refuse(
                      "unknown_word",
                      "log16, or values and how many there are, at most values"
                          + MAX_BINS
                          + ", such as values24"));
      return 1;
    }
    written.put("bins", word);
    return bins;
  }

  private Optional<Options.Match> match(Optional<YamlNode> node, Map<String, String> written) {
    Optional<YamlMap> map = node.flatMap(YamlNode::map);
    if (map.isEmpty()) {
      return Optional.empty();
    }
    Optional<EventWords.Use> use =
        map.get().require("event").map(events::uses).flatMap(u -> u.stream().findFirst());
    Optional<YamlNode> byNode =
        map.get()
            .require("by")
            .filter(n -> !n.list().isEmpty())
            .filter(n -> n.list().stream().allMatch(e -> e.text().isPresent()));
    long withinMillis =
        map.get().require("within").map(n -> n.durationMillis().orElse(0)).orElse(0L);
    Optional<YamlNode> where = map.get().get("where").filter(n -> n.text().isPresent());
    map.get().refuseOthers();
    if (use.isEmpty() || byNode.isEmpty() || withinMillis == 0) {
      return Optional.empty();
    }
    Path by = Path.of(byNode.get());
    String text =
        "{event: "
            + use.get().type().name()
            + ", by: "
            + by.written()
            + where
                .map(n -> ", where: " + Quoted.of(filters.expand(n.text().orElse(""))))
                .orElse("")
            + ", within: "
            + Durations.write(withinMillis)
            + "}";
    written.put("match", text);
    return Optional.of(new Options.Match(use.get().type(), by, where, withinMillis));
  }
}
