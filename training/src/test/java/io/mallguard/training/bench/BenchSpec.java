package io.mallguard.training.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The benchmark's schema and its feature specs of 10, 60 and 150 features. */
final class BenchSpec {
  static final String SCHEMA =
      """
      schema: bench
      time_zone: Asia/Shanghai
      currency: CNY
      entities: [buyer, shop, device, ip, pay]
      events:
        order:
          scored: true
          fields:
            buyer_id: {entity: buyer}
            shop_id: {entity: shop}
            device_id: {entity: device}
            ip_id: {entity: ip}
            pay_id: {entity: pay}
            amount_minor: money
            goods_kind: {enum: [goods, gift_card, top_up, virtual_code]}
      """;

  private static final int HOUR = 1;
  private static final int DAY = 24;
  private static final int WEEK = 7 * DAY;
  private static final int MONTH = 30 * DAY;

  private final List<BenchFeature> features = new ArrayList<>();

  private BenchSpec() {}

  /** The features of a spec of one of the three sizes. */
  static List<BenchFeature> features(int count) {
    List<BenchFeature> sixty = new BenchSpec().sixty();
    return switch (count) {
      case 10 -> everySixth(sixty);
      case 60 -> sixty;
      case 150 -> wider(sixty);
      default -> throw new IllegalArgumentException(count + " features, must be 10, 60 or 150");
    };
  }

  static String yaml(int count) {
    StringBuilder yaml = new StringBuilder();
    yaml.append("spec: bench\nversion: 1\nschema: bench\nfilters:\n");
    yaml.append("  virtual: \"goods_kind != 'goods'\"\n");
    yaml.append("  round: \"amount_minor % 10000 == 0\"\n");
    yaml.append("defaults: {include_current: false, idle_ttl: 90d}\nfeatures:\n");
    features(count).forEach(feature -> yaml.append(feature.yaml()));
    return yaml.toString();
  }

  private List<BenchFeature> sixty() {
    add("buyer", "count", "", HOUR, DAY, WEEK, MONTH);
    add("buyer", "sum", "", DAY, MONTH);
    amounts("buyer", MONTH, "mean", "std", "min", "max");
    add("buyer", "distinct", "shop", WEEK);
    add("buyer", "distinct", "device", MONTH);
    add("buyer", "share", "virtual", WEEK);
    add("buyer", "time_since_last", "", MONTH);
    add("shop", "count", "", HOUR, DAY, WEEK);
    add("shop", "sum", "", DAY, WEEK);
    amounts("shop", WEEK, "mean", "std", "max");
    add("shop", "distinct", "buyer", DAY, WEEK);
    add("shop", "share", "virtual", WEEK);
    add("shop", "share", "round", DAY);
    add("device", "count", "", HOUR, DAY, WEEK);
    add("device", "sum", "", WEEK);
    add("device", "distinct", "buyer", WEEK);
    add("device", "distinct", "pay", WEEK);
    add("device", "max", "", WEEK);
    add("device", "std", "", MONTH);
    add("device", "share", "virtual", MONTH);
    add("device", "time_since_last", "", MONTH);
    add("ip", "count", "", HOUR, DAY);
    add("ip", "sum", "", DAY);
    add("ip", "mean", "", WEEK);
    add("ip", "distinct", "buyer", DAY);
    add("ip", "distinct", "device", WEEK);
    add("ip", "share", "virtual", WEEK);
    add("ip", "time_since_last", "", MONTH);
    add("pay", "count", "", DAY, MONTH);
    add("pay", "distinct", "buyer", MONTH);
    add("pay", "distinct", "shop", WEEK);
    amounts("pay", MONTH, "sum", "min", "max");
    add("pay", "time_since_last", "", MONTH);
    add("pair", "count", "", DAY, MONTH);
    amounts("pair", MONTH, "sum", "mean", "std", "max");
    add("pair", "share", "virtual", MONTH);
    add("pair", "time_since_last", "", MONTH);
    return features;
  }

  private void add(String key, String agg, String of, int... windows) {
    for (int hours : windows) {
      features.add(new BenchFeature(key, agg, of, hours));
    }
  }

  private void amounts(String key, int hours, String... aggs) {
    for (String agg : aggs) {
      add(key, agg, "", hours);
    }
  }

  private static List<BenchFeature> everySixth(List<BenchFeature> sixty) {
    List<BenchFeature> some = new ArrayList<>();
    for (int i = 0; i < sixty.size(); i += 6) {
      some.add(sixty.get(i));
    }
    return some;
  }

  /** The same features over further windows. */
  private static List<BenchFeature> wider(List<BenchFeature> sixty) {
    Set<BenchFeature> all = new LinkedHashSet<>(sixty);
    for (int hours : new int[] {3 * DAY, 14 * DAY, 6 * HOUR}) {
      for (BenchFeature feature : sixty) {
        if (all.size() < 150 && !feature.agg().equals("time_since_last")) {
          all.add(feature.over(hours));
        }
      }
    }
    return List.copyOf(all);
  }
}
