package io.mallguard.features.proof;

import io.mallguard.features.proof.Spec.Agg;
import io.mallguard.features.proof.Spec.Baseline;
import io.mallguard.features.proof.Spec.Binned;
import io.mallguard.features.proof.Spec.Feature;
import io.mallguard.features.proof.Spec.Fifo;
import io.mallguard.features.proof.Spec.Grouped;
import io.mallguard.features.proof.Spec.Input;
import io.mallguard.features.proof.Spec.Level;
import io.mallguard.features.proof.Spec.Outcome;
import io.mallguard.features.proof.Spec.Period;
import io.mallguard.features.proof.Spec.Plain;
import io.mallguard.features.proof.Spec.Ratio;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One value of a row: what a feature is at an event, by its definition.
 *
 * @param lengthMillis the window
 * @param key the entity read
 * @param event the event at hand
 */
record Reading(NaiveOracle oracle, Feature feature, long lengthMillis, String key, int event) {

  double value() {
    Agg agg = feature.agg();
    if (agg instanceof Plain plain) {
      return plain(plain);
    }
    if (agg instanceof Ratio ratio) {
      double top = tally(ratio.numeratorWord(), ratio.numerator());
      double bottom = tally(ratio.denominatorWord(), ratio.denominator());
      return bottom == 0 ? feature.whenEmpty() : top / bottom;
    }
    if (agg instanceof Baseline baseline) {
      double top = rate(baseline, baseline.shortMillis());
      double bottom = rate(baseline, baseline.longMillis());
      return bottom == 0 ? Double.NaN : top / bottom;
    }
    if (agg instanceof Binned binned) {
      return new BinnedReading(this, binned).value();
    }
    if (agg instanceof Grouped grouped) {
      return GroupSums.of(grouped, entries(grouped.where())).value(grouped.word());
    }
    if (agg instanceof Outcome outcome) {
      return outcome(outcome);
    }
    if (agg instanceof Level level) {
      return new Balance(this, level).value();
    }
    if (agg instanceof Period period) {
      return new Periods(this, period).value();
    }
    return new Flows(this, (Fifo) agg).value();
  }

  /** The entries in the window that fulfil a condition, in log order. */
  List<At> entries(@Nullable Expr where) {
    return entries(where, lengthMillis);
  }

  List<At> entries(@Nullable Expr where, long windowMillis) {
    return feature.lane().events().stream()
        .flatMap(source -> entries(new Input(source, null, where), windowMillis).stream())
        .sorted(Comparator.comparingInt(At::event))
        .toList();
  }

  List<At> entries(Input input, long windowMillis) {
    return oracle.inside(feature, input, key, windowMillis, event);
  }

  private double plain(Plain plain) {
    List<At> entries = entries(plain.where());
    Expr of = plain.of();
    List<Long> values = of == null ? List.of() : wholes(of, entries);
    return switch (plain.word()) {
      case "count" -> entries.size();
      case "sum" -> Exact.sum(values);
      case "mean" -> values.isEmpty() ? feature.whenEmpty() : Exact.mean(values);
      case "std" -> Exact.std(values);
      case "min" -> values.stream().mapToDouble(v -> v).min().orElse(feature.whenEmpty());
      case "max" -> values.stream().mapToDouble(v -> v).max().orElse(feature.whenEmpty());
      case "last" -> values.isEmpty() ? Double.NaN : values.get(values.size() - 1);
      case "share" -> share(entries.size(), entries(null).size());
      case "time_since_last" ->
          entries.isEmpty() ? Double.NaN : secondsSince(entries.get(entries.size() - 1));
      case "time_since_first" -> entries.isEmpty() ? Double.NaN : secondsSince(entries.get(0));
      default -> groups(plain.word(), Objects.requireNonNull(of), entries);
    };
  }

  private double groups(String word, Expr of, List<At> entries) {
    List<Object> values = groupsOf(of, entries);
    return switch (word) {
      case "distinct" -> values.stream().distinct().count();
      case "top_share" -> Exact.topShare(values);
      case "entropy" -> Exact.entropy(values);
      case "equal" -> equal(of, values);
      default -> throw new IllegalArgumentException(word);
    };
  }

  private double equal(Expr of, List<Object> values) {
    if (!isSource()) {
      return NaiveOracle.UNSPECIFIED;
    }
    Object own = group(of, oracle.at(event, null, event));
    return values.stream().filter(v -> v.equals(own)).count();
  }

  /**
   * Whether the event at hand is of a type that leaves entries: else nothing says what it equals.
   */
  boolean isSource() {
    String type = oracle.log().fact(event).type();
    return RandomExprs.types(feature.lane().events()).contains(type);
  }

  double share(long part, long all) {
    return all == 0 ? feature.whenEmpty() : (double) part / all;
  }

  private double secondsSince(At entry) {
    return (oracle.log().foldTimeMillis(event) - entry.foldTimeMillis()) / 1000.0;
  }

  private double tally(String word, Input input) {
    List<At> entries = entries(input, lengthMillis);
    Expr of = input.of();
    return of == null || word.equals("count") ? entries.size() : Exact.sum(wholes(of, entries));
  }

  private double rate(Baseline baseline, long windowMillis) {
    List<At> entries = entries(baseline.where(), windowMillis);
    Expr of = baseline.of();
    if (of == null) {
      return (double) entries.size() / windowMillis;
    }
    List<Long> values = wholes(of, entries);
    if (baseline.base().equals("sum")) {
      return Exact.sum(values) / windowMillis;
    }
    return values.isEmpty() ? Double.NaN : Exact.mean(values);
  }

  private double outcome(Outcome outcome) {
    List<At> entries = entries(outcome.where());
    List<At> met = entries.stream().filter(e -> isMatched(outcome, e) != outcome.negate()).toList();
    Expr of = outcome.of();
    if (of == null) {
      return share(met.size(), entries.size());
    }
    List<Long> values = wholes(of, met);
    return values.isEmpty() ? feature.whenEmpty() : Exact.mean(values);
  }

  private boolean isMatched(Outcome outcome, At entry) {
    Timeline log = oracle.log();
    Expr where = outcome.matchWhere();
    for (int later = entry.event() + 1; later < event; later++) {
      if (log.fact(later).type().equals(outcome.matchEvent())
          && log.foldTimeMillis(later) - entry.foldTimeMillis() <= outcome.withinMillis()
          && !log.isSuperseded(later, event)
          && (where == null || where.holds(oracle.at(later, null, later)))
          && log.ownId(entry.event())
              .equals(oracle.at(later, null, later).value(outcome.matchBy()))) {
        return true;
      }
    }
    return false;
  }

  /** Whole numbers of entries, absent ones skipped. */
  static List<Long> wholes(Expr of, List<At> entries) {
    List<Long> values = new ArrayList<>();
    for (At entry : entries) {
      Long value = of.whole(entry);
      if (value != null) {
        values.add(value);
      }
    }
    return values;
  }

  /** Groups of entries, absent ones skipped. */
  static List<Object> groupsOf(Expr of, List<At> entries) {
    return entries.stream().flatMap(e -> Stream.ofNullable(group(of, e))).toList();
  }

  static @Nullable Object group(Expr of, At entry) {
    Object value = of.at(entry);
    return value instanceof String ? value : Expr.whole(value);
  }
}
