package io.mallguard.features.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random specs over {@link Specs#SHOPS}, most of them legal. */
final class RandomSpecs {
  private static final List<String> WINDOWS = List.of("10m", "90s", "1h", "1d", "7d", "30d");
  private static final List<String> CONDITIONS =
      List.of(
          "amount_minor > 500",
          "kind == 'virtual'",
          "big && kind != 'real'",
          "!big",
          "pages >= 3 || local_hour(occurred_at) < 6",
          "past.amount_minor > amount_minor",
          "known(past)");
  private static final List<String> VALUES =
      List.of(
          "amount_minor", "pages", "quarter", "amount_minor - 2 * quarter", "past.amount_minor");

  private final SplittableRandom random;
  private final List<String> names = new ArrayList<>();

  RandomSpecs(long seed) {
    this.random = new SplittableRandom(seed);
  }

  private String one(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  String next() {
    names.clear();
    StringBuilder out = new StringBuilder("spec: s\nversion: 1\nschema: shops\n");
    out.append("filters: {big: \"amount_minor > 9\", ").append("dear: \"big && quarter == 1\"}\n");
    out.append("defaults: {include_current: ").append(random.nextBoolean()).append("}\n");
    out.append("ttl: {\"[ buyer,shop ]\": 60d, buyer: never}\n");
    out.append("lookups:\n  - {name: past, from: order, by: order_id, keep: 40d, take: latest}\n");
    out.append("features:\n");
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      out.append("  - {name: f").append(i).append(", ").append(feature(i)).append("}\n");
    }
    out.append("derived:\n  - {name: d, unit: u, meaning: \"d {window}\", expr: \"")
        .append(names.isEmpty() ? "1.0" : "ratio(" + one(names) + ", amount_minor)")
        .append("\"}\n");
    return out.toString();
  }

  private String feature(int index) {
    StringBuilder out = new StringBuilder();
    boolean ratio = random.nextInt(8) == 0;
    String key = one(List.of("buyer", "shop", "[buyer, shop]", "[shop, kind]"));
    out.append("key: ").append(key);
    if (ratio) {
      out.append(
              ", agg: ratio, numerator: {event: order, agg: sum, of: amount_minor, where: dear},")
          .append(" denominator: {event: order, agg: count}");
    } else {
      out.append(", event: order, agg: ").append(agg());
    }
    if (!ratio && random.nextBoolean()) {
      out.append(", where: ").append("\"").append(one(CONDITIONS)).append("\"");
    } else if (out.indexOf("agg: share") > 0) {
      out.append(", where: dear");
    }
    int windows = 1 + random.nextInt(2);
    String first = one(WINDOWS);
    String second = one(WINDOWS);
    boolean several = windows > 1 && !first.equals(second);
    out.append(several ? ", window: [" + first + ", " + second + "]" : ", window: " + first);
    if (random.nextInt(3) == 0) {
      out.append(", delay: ").append(one(List.of("1d", "7d")));
    } else if (random.nextBoolean()) {
      out.append(", include_current: false");
    }
    names.add("f" + index + (several ? "_" + first : ""));
    return out.append(", meaning: \"f over {window}: \\\"it\\\"\"").toString();
  }

  private String agg() {
    return switch (random.nextInt(8)) {
      case 0 -> "count";
      case 1 -> "share";
      case 2 -> "distinct, of: " + one(List.of("shop", "kind", "order_id"));
      case 3 -> "time_since_last";
      case 4 -> "entropy, of: quarter";
      case 5 -> "quantile, q: 0.9, bins: log16, of: amount_minor";
      default -> one(List.of("sum", "mean", "std", "min", "max")) + ", of: \"" + one(VALUES) + "\"";
    };
  }
}
