package io.mallguard.training.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The benchmark's features as SQL windows over the events' Parquet file, in two forms. {@code
 * exact}: the log's own order, the event itself out of its windows, earlier events of an equal time
 * in; by an order key {@code time * 4096 + rank within the time} and frames that subtract the rank.
 * Else the plain {@code RANGE ... CURRENT ROW} that one would write first, which reads the event
 * itself and later events of an equal time.
 */
final class BenchSql {
  private final boolean exact;
  private final List<BenchFeature> features;
  private final Map<String, String> windows = new LinkedHashMap<>();

  BenchSql(boolean exact, List<BenchFeature> features) {
    this.exact = exact;
    this.features = features;
  }

  /** The events as the features read them. */
  String events(Path folder) {
    String columns =
        "sequence, epoch_ms(fold_time) AS ts, buyer_id, shop_id, device_id, ip_id, pay_id,"
            + " amount_minor, goods_kind != 'goods' AS is_virtual, amount_minor % 10000 = 0 AS is_round";
    String file = "read_parquet('" + folder.resolve("order/part-00000.parquet") + "')";
    if (!exact) {
      return "SELECT " + columns + " FROM " + file;
    }
    return """
        WITH e AS (SELECT %s FROM %s),
        f AS (SELECT ts, min(sequence) AS first FROM e GROUP BY ts)
        SELECT e.*, e.sequence - f.first AS rank, e.ts * 4096 + e.sequence - f.first AS o
        FROM e JOIN f ON e.ts = f.ts
        """
        .formatted(columns, file);
  }

  /** All columns of all events, from {@link #events}. */
  String rows(String source) {
    windows.clear();
    String columns =
        features.stream()
            .map(f -> value(f) + " AS " + f.name())
            .collect(Collectors.joining(",\n  "));
    String frames =
        windows.entrySet().stream()
            .map(w -> w.getKey() + " AS (" + w.getValue() + ")")
            .collect(Collectors.joining(",\n  "));
    return "SELECT sequence, " + columns + "\nFROM " + source + "\nWINDOW " + frames;
  }

  private String value(BenchFeature feature) {
    String over = " OVER " + window(feature);
    String count = "count(*)" + over;
    String sum = "sum(amount_minor)" + over;
    return switch (feature.agg()) {
      case "count" -> "(" + count + ")::DOUBLE";
      case "sum" -> "coalesce(" + sum + ", 0)::DOUBLE";
      case "mean" -> "(" + sum + ")::DOUBLE / (" + count + ")";
      case "std" -> std(count, sum, "sum(amount_minor * amount_minor)" + over);
      case "min", "max" -> "(" + feature.agg() + "(amount_minor)" + over + ")::DOUBLE";
      case "distinct" -> "(count(DISTINCT " + feature.of() + "_id)" + over + ")::DOUBLE";
      case "share" ->
          "(count(*) FILTER (is_%s)%s)::DOUBLE / nullif(%s, 0)"
              .formatted(feature.of(), over, count);
      default -> "(ts - max(ts)" + over + ") / 1000.0::DOUBLE";
    };
  }

  private static String std(String n, String sum, String squares) {
    return "CASE WHEN %1$s > 1 THEN sqrt(((%1$s) * (%3$s) - (%2$s) * (%2$s))::DOUBLE / ((%1$s) * (%1$s - 1))) END"
        .formatted(n, sum, squares);
  }

  private String window(BenchFeature feature) {
    String name = "w_" + feature.key() + "_" + feature.hours();
    String key = feature.key().equals("pair") ? "buyer_id, shop_id" : feature.key() + "_id";
    long back = feature.windowMillis() - 1;
    String frame =
        exact
            ? "ORDER BY o RANGE BETWEEN (%d + rank) PRECEDING AND 1 PRECEDING".formatted(back << 12)
            : "ORDER BY ts RANGE BETWEEN %d PRECEDING AND CURRENT ROW".formatted(back);
    windows.put(name, "PARTITION BY " + key + " " + frame);
    return name;
  }
}
