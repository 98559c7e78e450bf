package io.mallguard.features.proof;

import io.mallguard.features.proof.World.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A feature spec as the oracles see it.
 *
 * @param filters named conditions
 * @param idleTtlMillis idle TTL of all keys but those of {@code lifeKeys}
 * @param lifeKeys keys as written whose state never expires
 * @param keepMillis retention by look-up
 * @param features features in file order
 * @param derived derived columns; they stand after the features
 */
record Spec(
    World world,
    Map<String, Expr> filters,
    long idleTtlMillis,
    List<String> lifeKeys,
    Map<String, Long> keepMillis,
    List<Feature> features,
    List<Derived> derived) {

  /**
   * A feature: one column per window.
   *
   * @param windows lengths; {@link #OMITTED} for a feature without
   * @param whenEmpty value where there is nothing, NaN if not said
   */
  record Feature(
      String name,
      Lane lane,
      Agg agg,
      List<Long> windows,
      long delayMillis,
      boolean includeCurrent,
      long resolutionMillis,
      double whenEmpty,
      boolean internal) {

    /** Name of the column of a window. */
    String column(int window) {
      return windows.size() == 1 ? name : name + "_" + Span.text(windows.get(window));
    }

    /** The same over another key. */
    Feature by(Lane other) {
      return new Feature(
          name,
          other,
          agg,
          windows,
          delayMillis,
          includeCurrent,
          resolutionMillis,
          whenEmpty,
          internal);
    }

    /** The keys whose state it reads. */
    Stream<Lane> lanes() {
      return agg instanceof Binned binned && binned.other() != null
          ? Stream.of(lane, binned.other())
          : Stream.of(lane);
    }

    List<String> columns() {
      List<String> columns = new ArrayList<>();
      for (int i = 0; i < windows.size(); i++) {
        columns.add(column(i));
      }
      return columns;
    }
  }

  /** No window was written: the key's idle TTL. */
  static final long OMITTED = -1;

  /** A derived column. */
  record Derived(String name, Expr value, String event, boolean internal) {}

  /** One of several inputs of a feature. */
  record Input(String event, @Nullable Expr of, @Nullable Expr where) {}

  /** What is computed. */
  sealed interface Agg {
    /** The word in the spec. */
    String word();

    /** The condition, if any. */
    default @Nullable Expr where() {
      return null;
    }

    /** The value, if any. */
    default @Nullable Expr of() {
      return null;
    }
  }

  /** count, sum, mean, min, max, std, distinct, share, time_since_*, last, top_share, entropy... */
  record Plain(String word, @Nullable Expr of, @Nullable Expr where) implements Agg {}

  /** One aggregate over another. */
  record Ratio(String numeratorWord, Input numerator, String denominatorWord, Input denominator)
      implements Agg {
    @Override
    public String word() {
      return "ratio";
    }
  }

  /** Short rate over long rate. */
  record Baseline(
      String base, @Nullable Expr of, @Nullable Expr where, long shortMillis, long longMillis)
      implements Agg {
    @Override
    public String word() {
      return "against_baseline";
    }
  }

  /**
   * quantile, gini, divergence.
   *
   * @param bins {@code log16} or {@code valuesN}
   * @param measure of a divergence, else empty
   * @param againstMillis window compared with, or 0
   * @param other the key compared with, or null for the same
   */
  record Binned(
      String word,
      Expr of,
      @Nullable Expr where,
      String bins,
      double quantile,
      String measure,
      @Nullable Expr weight,
      long againstMillis,
      @Nullable Lane other)
      implements Agg {}

  /** group_entropy, group_top_share, group_gini, group_hhi. */
  record Grouped(String word, Expr by, Expr of, @Nullable Expr where) implements Agg {}

  /** A running balance. */
  record Level(Optional<Input> set, List<Input> add, List<Input> sub, boolean floored, String read)
      implements Agg {
    @Override
    public String word() {
      return "level";
    }
  }

  /** A number per local day, month or year. */
  record Period(String period, Expr of, @Nullable Expr where, String keep, int periods, String read)
      implements Agg {
    @Override
    public String word() {
      return "period";
    }
  }

  /** outcome_share, outcome_mean. */
  record Outcome(
      String word,
      @Nullable Expr of,
      @Nullable Expr where,
      String matchEvent,
      String matchBy,
      @Nullable Expr matchWhere,
      long withinMillis,
      boolean negate)
      implements Agg {}

  /** Inflows matched with outflows. */
  record Fifo(List<Input> in, List<Input> out, String read) implements Agg {
    @Override
    public String word() {
      return "fifo";
    }
  }

  long ttlMillis(Lane lane) {
    return lifeKeys.contains(lane.keyText()) ? Span.LIFE : idleTtlMillis;
  }

  /** How long the keys of a label's subject are known: as its look-up says, else as idle keys. */
  long subjectKeepMillis(String subject) {
    return world.lookUps().stream()
        .filter(l -> l.from().equals(List.of(subject)) && !l.latest() && l.each().isEmpty())
        .map(l -> keepMillis.getOrDefault(l.name(), idleTtlMillis))
        .findFirst()
        .orElse(idleTtlMillis);
  }

  /** Length of a window of a feature. */
  long windowMillis(Feature feature, int window) {
    long length = feature.windows().get(window);
    return length == OMITTED ? ttlMillis(feature.lane()) : length;
  }

  /** Names of the columns of a row, in order. */
  List<String> rowColumns() {
    List<String> columns = new ArrayList<>();
    features.stream().filter(f -> !f.internal()).forEach(f -> columns.addAll(f.columns()));
    derived.stream().filter(d -> !d.internal()).forEach(d -> columns.add(d.name()));
    return columns;
  }
}
