package io.mallguard.features.proof;

import io.mallguard.features.proof.Spec.Agg;
import io.mallguard.features.proof.Spec.Feature;
import io.mallguard.features.proof.Spec.Plain;
import io.mallguard.features.proof.World.Lane;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Random specs over a world that the contract allows. */
final class RandomSpec {
  private static final List<Long> WINDOWS =
      List.of(
          Span.MINUTE * 10,
          Span.HOUR,
          2 * Span.HOUR,
          6 * Span.HOUR,
          Span.DAY,
          2 * Span.DAY,
          5 * Span.DAY,
          7 * Span.DAY);
  private static final long MAX_REACH = 14 * Span.DAY;

  private final World world;
  private final SplittableRandom random;
  private final boolean sqlOnly;
  private final RandomExprs exprs;
  private final RandomAggs aggs;
  private final Map<String, Expr> filters = new LinkedHashMap<>();
  private final TreeSet<String> lifeKeys = new TreeSet<>();
  private final List<Feature> features = new ArrayList<>();

  private RandomSpec(World world, SplittableRandom random, boolean sqlOnly) {
    this.world = world;
    this.random = random;
    this.sqlOnly = sqlOnly;
    this.exprs = new RandomExprs(world, random, !sqlOnly);
    this.aggs = new RandomAggs(world, random, exprs);
  }

  /**
   * A spec.
   *
   * @param sqlOnly of kinds that SQL can say exactly
   */
  static Spec create(World world, SplittableRandom random, boolean sqlOnly) {
    return new RandomSpec(world, random, sqlOnly).create();
  }

  private Spec create() {
    int size = 6 + random.nextInt(6);
    while (features.size() < size) {
      Lane lane = exprs.pick(lanes());
      agg(lane).ifPresent(agg -> features.add(feature(lane, agg)));
    }
    RandomStages stages = new RandomStages(world, random, exprs);
    if (!sqlOnly) {
      features.addAll(stages.features(features));
    }
    return new Spec(
        world,
        filters,
        (15 + random.nextInt(3) * 10) * Span.DAY,
        List.copyOf(lifeKeys),
        keepMillis(),
        features,
        sqlOnly ? List.of() : stages.derived(features));
  }

  private List<Lane> lanes() {
    return world.lanes().stream()
        .filter(
            lane ->
                !sqlOnly
                    || (lane.each().isEmpty()
                        && lane.key().stream().noneMatch(k -> k.contains("."))))
        .filter(
            // SQL says no look-ups, and these roles come from them.
            lane ->
                !sqlOnly
                    || lane.events().stream()
                        .noneMatch(e -> e.equals("refund") || e.equals("redeemed")))
        .toList();
  }

  private Map<String, Long> keepMillis() {
    Map<String, Long> keep = new LinkedHashMap<>();
    world
        .lookUps()
        .forEach(
            l -> keep.put(l.name(), l.latest() ? Span.LIFE : (5 + random.nextInt(30)) * Span.DAY));
    return keep;
  }

  private Optional<Agg> agg(Lane lane) {
    return sqlOnly || random.nextBoolean() ? plain(lane) : aggs.special(lane);
  }

  private Optional<Agg> plain(Lane lane) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "count",
                "count",
                "sum",
                "mean",
                "std",
                "min",
                "max",
                "distinct",
                "share",
                "time_since_last",
                "time_since_first",
                "top_share",
                "equal"));
    if (!sqlOnly) {
      words.addAll(List.of("last", "entropy"));
    }
    if (random.nextInt(12) == 0) {
      return aggs.ratio(lane);
    }
    String word = exprs.pick(words);
    Optional<Expr> of = aggs.value(word, lane);
    if (of.isEmpty() && aggs.needsValue(word)) {
      return Optional.empty();
    }
    boolean conditional = word.equals("share") || random.nextInt(3) == 0;
    return Optional.of(new Plain(word, of.orElse(null), conditional ? where(lane, word) : null));
  }

  /** A condition; some under a name, some over marks. */
  private Expr where(Lane lane, String word) {
    if (exprs.isMarked(lane) && exprs.chance(2)) {
      boolean both = !word.equals("share") && exprs.chance(3);
      Expr fraud = Expr.name("fraud");
      return both ? Expr.binary(fraud, "&&", exprs.condition(lane)) : fraud;
    }
    Expr condition = exprs.condition(lane);
    if (!exprs.chance(3) || condition instanceof Expr.Name) {
      return condition;
    }
    String name = "filter" + filters.size();
    filters.put(name, condition);
    return new Expr.Filter(name, condition);
  }

  private static boolean readsMark(@Nullable Expr where) {
    return where != null && where.names().anyMatch("fraud"::equals);
  }

  private Feature feature(Lane lane, Agg agg) {
    boolean marked = readsMark(agg.where());
    boolean plain = agg instanceof Plain;
    long delay = aggs.delay(agg);
    if (plain && ((marked && agg.word().equals("share")) || exprs.chance(6))) {
      delay = exprs.pick(List.of(7 * Span.DAY, 7 * Span.DAY + Span.HOUR));
    }
    boolean corrected =
        RandomExprs.types(lane.events()).stream().anyMatch(t -> !world.type(t).subject().isEmpty());
    boolean current = delay == 0 && aggs.mayIncludeCurrent(agg) && exprs.chance(4);
    long resolution =
        plain
                && !marked
                && !current
                && !corrected
                && aggs.mayBeCoarse(agg.word())
                && exprs.chance(8)
            ? exprs.pick(List.of(Span.HOUR, 6 * Span.HOUR))
            : 0;
    List<Long> windows =
        windows(lane, agg, delay, marked || resolution > 0).stream()
            .map(w -> w == Spec.OMITTED ? w : Math.max(w, resolution))
            .distinct()
            .toList();
    double whenEmpty =
        List.of("share", "ratio", "mean", "divergence").contains(agg.word()) && exprs.chance(2)
            ? 0
            : Double.NaN;
    return new Feature(
        "f" + features.size(),
        lane,
        agg,
        windows,
        delay,
        current,
        resolution,
        whenEmpty,
        exprs.chance(10));
  }

  private List<Long> windows(Lane lane, Agg agg, long delay, boolean noLife) {
    if (agg instanceof Spec.Baseline) {
      return List.of(Spec.OMITTED);
    }
    if (aggs.isEndless(agg)) {
      lifeKeys.add(lane.keyText());
      return List.of(Spec.OMITTED);
    }
    boolean since = agg.word().startsWith("time_since") || agg.word().equals("last");
    if (since && !noLife && delay == 0 && exprs.chance(2)) {
      return List.of(Spec.OMITTED);
    }
    if (!noLife && delay == 0 && aggs.mayBeLife(agg) && exprs.chance(6)) {
      lifeKeys.add(lane.keyText());
      return List.of(Span.LIFE);
    }
    long first = exprs.pick(WINDOWS);
    long second = exprs.pick(WINDOWS);
    boolean two = exprs.chance(3) && second != first;
    List<Long> windows = two ? List.of(first, second) : List.of(first);
    return windows.stream().map(w -> Math.min(w, MAX_REACH - delay)).distinct().toList();
  }
}
