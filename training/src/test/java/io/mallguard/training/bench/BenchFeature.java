package io.mallguard.training.bench;

/**
 * One feature of the benchmark, from which its line of YAML and its line of SQL are made.
 *
 * @param key {@code buyer}, {@code shop}, {@code device}, {@code ip}, {@code pay} or {@code pair}
 * @param agg {@code count}, {@code sum}, {@code mean}, {@code std}, {@code min}, {@code max},
 *     {@code distinct}, {@code share} or {@code time_since_last}
 * @param of the entity counted by {@code distinct}, the filter of {@code share}, else empty
 * @param hours length of the window
 */
record BenchFeature(String key, String agg, String of, int hours) {
  /** Column name, such as {@code buyer_sum_24h}. */
  String name() {
    return key + "_" + agg + (of.isEmpty() ? "" : "_" + of) + "_" + hours + "h";
  }

  long windowMillis() {
    return hours * 3_600_000L;
  }

  BenchFeature over(int otherHours) {
    return new BenchFeature(key, agg, of, otherHours);
  }

  String yaml() {
    String what =
        switch (agg) {
          case "sum", "mean", "std", "min", "max" -> ", of: amount_minor";
          case "distinct" -> ", of: " + of + "_id";
          case "share" -> ", where: " + of;
          default -> "";
        };
    String keyText = key.equals("pair") ? "[buyer, shop]" : key;
    return "  - {name: %s, key: %s, event: order, agg: %s%s, window: %dh, unit: x, meaning: Benchmark}%n"
        .formatted(name(), keyText, agg, what, hours);
  }
}
