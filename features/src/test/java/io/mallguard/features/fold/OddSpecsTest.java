package io.mallguard.features.fold;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Specs of all kinds in odd combinations: what compiles can be folded, a dry run reads what scoring
 * reads, and a restored fold goes on the same, with the one NaN there is.
 */
@Tag("slow")
class OddSpecsTest {
  private static final EventSchema SCHEMA = Schemas.builtIn("cards");
  private static final int SPECS = 2500;
  private static final int EVENTS = 120;
  private static final List<String> WINDOWS = List.of("1ms", "1s", "1h", "1d", "9d", "life", "");
  private static final List<String> WHERE =
      List.of("fraud", "amount_minor > 50", "!fraud", "f0 > 1", "amount_minor > 50 && f0 < 9");
  private static final List<String> NUMBERS =
      List.of(
          "amount_minor",
          "amount_minor * amount_minor",
          "amount_minor - 100",
          "-5 * amount_minor",
          "1000000 / (amount_minor - 50)",
          "f0",
          "xlogx_fixed(amount_minor)",
          "amount_minor % 24");
  private static final List<String> GROUPS =
      List.of("customer", "terminal", "amount_minor", "amount_minor % 7", "f0");

  private final SplittableRandom random = new SplittableRandom(17);

  private String one(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  private boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  @Test
  void whatCompilesCanBeFolded(@TempDir Path folder) throws IOException {
    Map<String, Integer> compiled = new TreeMap<>();
    for (int i = 0; i < SPECS; i++) {
      String agg = agg();
      String text = spec(agg);
      FeatureSpec spec;
      try {
        spec = SpecReader.parse(text, "spec", SCHEMA);
      } catch (InvalidInputException refused) {
        continue;
      }
      compiled.merge(agg.split(",", 2)[0], 1, Integer::sum);
      fold(spec, text, folder.resolve("fold"), i);
    }
    assertThat(compiled).as("kinds that compiled: %s", compiled).hasSizeGreaterThan(22);
  }

  private static void fold(FeatureSpec spec, String text, Path file, int seed) throws IOException {
    RandomCards cards = new RandomCards(SCHEMA, seed);
    int bound = seed % 3 == 0 ? 3 : FamilyState.MAX_ENTRIES;
    Fold fold = new Fold(spec, bound);
    Fold other = fold;
    double[] row = new double[spec.features().size()];
    double[] dry = new double[row.length];
    double[] restored = new double[row.length];
    for (int i = 0; i < EVENTS; i++) {
      if (i == EVENTS / 2 && bound > 3) {
        FoldSnapshot.write(fold, i, file);
        other = FoldSnapshot.read(spec, file).fold();
      }
      LoggedEvent event = cards.next();
      fold.peek(event, dry);
      fold.score(event, row);
      assertThat(bits(dry)).as(text).isEqualTo(bits(row));
      if (other != fold) {
        other.score(event, restored);
        assertThat(bits(restored)).as(text).isEqualTo(bits(row));
      }
      for (double value : row) {
        assertThat(Double.doubleToRawLongBits(value))
            .as("the NaN of %s", text)
            .isEqualTo(Double.doubleToLongBits(value));
      }
    }
  }

  private String spec(String agg) {
    boolean never = chance(2);
    StringBuilder out = new StringBuilder("spec: s\nversion: 1\nschema: cards\n");
    out.append("ttl: {customer: ").append(never ? "never" : "10d").append("}\nfeatures:\n");
    out.append("  - {name: f0, key: customer, event: transaction, agg: count, window: 1d,")
        .append(" meaning: m}\n");
    out.append("  - {name: f1, meaning: m, key: ")
        .append(
            one(
                List.of(
                    "customer", "customer", "terminal", "[customer, terminal]", "[terminal, f0]")));
    if (!agg.contains("{event: t")) {
      out.append(", event: ").append(one(List.of("transaction", "transaction", "label")));
    }
    out.append(", agg: ").append(agg);
    String window = one(WINDOWS);
    out.append(window.isEmpty() ? "" : ", window: " + window);
    if (chance(3)) {
      out.append(", where: \"").append(one(WHERE)).append('"');
    }
    if (chance(4)) {
      out.append(", delay: ").append(one(List.of("1ms", "1h", "7d")));
    }
    if (chance(5)) {
      out.append(", resolution: ").append(one(List.of("1ms", "7s", "1h", "1d", "9d")));
    }
    if (chance(4)) {
      out.append(", include_current: true");
    }
    out.append(chance(5) ? ", when_empty: -1" : "").append("}\n");
    return out.append("derived:\n  - {name: d, expr: \"f1 / f0 - log(f1)\", unit: u, meaning: m}\n")
        .toString();
  }

  private String agg() {
    String of = ", of: \"" + one(NUMBERS) + "\"";
    String group = ", of: \"" + one(GROUPS) + "\"";
    String bins = ", bins: " + one(List.of("log16", "values1", "values200"));
    String flow = "{event: transaction" + of;
    return switch (random.nextInt(16)) {
      case 0 -> "count";
      case 1 -> one(List.of("sum", "mean", "std", "min", "max", "last")) + of;
      case 2 -> one(List.of("distinct", "top_share", "entropy", "equal")) + group;
      case 3 -> one(List.of("time_since_last", "time_since_first"));
      case 4 -> "share";
      case 5 -> "quantile, q: " + one(List.of("0", "0.5", "1")) + of + bins;
      case 6 -> "gini" + of + bins;
      case 7 ->
          "divergence, measure: "
              + one(List.of("js", "l1"))
              + of
              + bins
              + ", against: {window: 2d}"
              + (chance(2) ? ", weight: amount_minor - 90" : "");
      case 8 -> "divergence, measure: rarity" + of + bins;
      case 9 ->
          one(List.of("group_entropy", "group_top_share", "group_hhi")) + ", by: terminal" + of;
      case 10 -> "group_gini, by: customer, bins: log16" + of;
      case 11 ->
          "level, add: ["
              + flow
              + ", where: \"amount_minor > 9\"}], sub: ["
              + flow
              + "}], floor: "
              + one(List.of("0", "-7", "3"))
              + ", read: "
              + one(List.of("now", "min", "time_mean", "min_day_end"));
      case 12 ->
          "fifo, in: ["
              + flow
              + ", where: \"amount_minor > 90\"}], out: ["
              + flow
              + "}], tolerance: 0.1, read: "
              + one(List.of("dwell_p50", "unmatched", "split_parts"));
      case 13 ->
          "period, period: "
              + one(List.of("day", "month", "year"))
              + ", keep: "
              + one(List.of("sum", "max", "last", "argmax_time"))
              + ", periods: "
              + one(List.of("1", "3", "400"))
              + ", read: "
              + one(List.of("now", "mean", "std", "min", "gap_std_days"))
              + of;
      case 14 ->
          one(List.of("outcome_share", "outcome_mean" + of))
              + ", match: {event: label, by: subject_id, within: 1h}";
      default ->
          "against_baseline, base: " + one(List.of("count", "mean" + of)) + ", short: 1h, long: 2d";
    };
  }

  private static long[] bits(double[] row) {
    return Arrays.stream(row).mapToLong(Double::doubleToRawLongBits).toArray();
  }
}
