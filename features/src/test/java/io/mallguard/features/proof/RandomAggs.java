package io.mallguard.features.proof;

import io.mallguard.features.proof.Spec.Agg;
import io.mallguard.features.proof.Spec.Baseline;
import io.mallguard.features.proof.Spec.Binned;
import io.mallguard.features.proof.Spec.Fifo;
import io.mallguard.features.proof.Spec.Grouped;
import io.mallguard.features.proof.Spec.Input;
import io.mallguard.features.proof.Spec.Level;
import io.mallguard.features.proof.Spec.Outcome;
import io.mallguard.features.proof.Spec.Period;
import io.mallguard.features.proof.Spec.Ratio;
import io.mallguard.features.proof.World.FieldModel;
import io.mallguard.features.proof.World.Lane;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Random aggregates. */
final class RandomAggs {
  private final World world;
  private final SplittableRandom random;
  private final RandomExprs exprs;

  RandomAggs(World world, SplittableRandom random, RandomExprs exprs) {
    this.world = world;
    this.random = random;
    this.exprs = exprs;
  }

  boolean needsValue(String word) {
    return switch (word) {
      case "count", "share", "time_since_last", "time_since_first" -> false;
      default -> true;
    };
  }

  Optional<Expr> value(String word, Lane lane) {
    return switch (word) {
      case "equal" -> exprs.hasScored(lane) ? exprs.ownGroup(lane) : Optional.empty();
      case "distinct", "top_share", "entropy" -> exprs.group(lane);
      case "last" -> exprs.word(lane).map(f -> Expr.name(f.name())).or(() -> exprs.number(lane));
      case "count", "share", "time_since_last", "time_since_first" -> Optional.empty();
      default -> exprs.number(lane);
    };
  }

  boolean mayBeCoarse(String word) {
    return List.of("count", "sum", "mean", "std", "share", "min", "max").contains(word);
  }

  boolean mayBeLife(Agg agg) {
    return agg instanceof Spec.Plain
        && !List.of("top_share", "entropy", "equal", "std").contains(agg.word());
  }

  boolean mayIncludeCurrent(Agg agg) {
    return !(agg instanceof Outcome);
  }

  /** Kinds whose state is a running number, not a window. */
  boolean isEndless(Agg agg) {
    return agg instanceof Period || (agg instanceof Level level && level.read().equals("now"));
  }

  long delay(Agg agg) {
    return agg instanceof Outcome outcome
        ? outcome.withinMillis() + random.nextInt(2) * Span.HOUR
        : 0;
  }

  private @Nullable Expr maybe(Lane lane) {
    return exprs.chance(3) ? exprs.condition(lane) : null;
  }

  Optional<Agg> ratio(Lane lane) {
    List<String> events = lane.events();
    if (lane.role().isEmpty() && events.size() > 1 && events.toString().contains("/")) {
      // A side without the event in a role would have to say by which role it reads.
      return Optional.empty();
    }
    Optional<Expr> of = exprs.number(lane);
    String word = of.isPresent() && random.nextBoolean() ? "sum" : "count";
    Expr value = word.equals("sum") ? of.orElse(null) : null;
    return Optional.of(
        new Ratio(
            word,
            new Input(events.get(0), value, exprs.condition(lane)),
            word,
            new Input(events.get(events.size() - 1), value, maybe(lane))));
  }

  Optional<Agg> special(Lane lane) {
    // What was matched or dropped can't be taken back when a label is corrected.
    boolean corrected =
        RandomExprs.types(lane.events()).stream().anyMatch(t -> !world.type(t).subject().isEmpty());
    return switch (random.nextInt(corrected ? 4 : 8)) {
      case 0 -> baseline(lane);
      case 1, 2 -> binned(lane);
      case 3 -> grouped(lane);
      case 4 -> level(lane);
      case 5 -> period(lane);
      case 6 -> outcome(lane);
      default -> fifo(lane);
    };
  }

  private Optional<Agg> baseline(Lane lane) {
    Optional<Expr> of = exprs.number(lane);
    String base = of.isEmpty() ? "count" : exprs.pick(List.of("count", "sum", "mean"));
    Expr value = base.equals("count") ? null : of.orElse(null);
    return Optional.of(
        new Baseline(
            base, value, maybe(lane), exprs.pick(List.of(Span.HOUR, Span.DAY)), 7 * Span.DAY));
  }

  private Optional<Agg> binned(Lane lane) {
    Optional<Expr> amount = exprs.amount(lane);
    Optional<FieldModel> word = exprs.word(lane);
    int pick = random.nextInt(amount.isPresent() ? 4 : 2);
    Expr of = Expr.call("local_hour", Expr.name("occurred_at"));
    String bins = "values24";
    if (pick == 1 && word.isPresent()) {
      of = Expr.call("code", Expr.name(word.get().name()));
      bins = "values" + word.get().words().size();
    } else if (pick >= 2 && amount.isPresent()) {
      of = amount.get();
      bins = "log16";
    }
    String kind = exprs.pick(List.of("quantile", "gini", "divergence", "divergence"));
    boolean divergence = kind.equals("divergence");
    String measure =
        !divergence
            ? ""
            : exprs.pick(
                exprs.hasScored(lane) ? List.of("js", "l1", "rarity") : List.of("js", "l1"));
    boolean compares = measure.equals("js") || measure.equals("l1");
    List<Lane> others = compares && !bins.equals("log16") ? others(lane) : List.of();
    return Optional.of(
        new Binned(
            kind,
            of,
            maybe(lane),
            bins,
            exprs.pick(List.of(0.1, 0.5, 0.9)),
            measure,
            compares && exprs.chance(2) ? amount.orElse(null) : null,
            compares ? 10 * Span.DAY : 0,
            others.isEmpty() || exprs.chance(3) ? null : exprs.pick(others)));
  }

  /** Other keys of the same events. */
  private List<Lane> others(Lane lane) {
    return world.lanes().stream()
        .filter(other -> other.events().equals(lane.events()) && other.each().equals(lane.each()))
        .filter(other -> !other.keyText().equals(lane.keyText()))
        .toList();
  }

  private Optional<Agg> grouped(Lane lane) {
    Optional<Expr> by = exprs.group(lane);
    Optional<Expr> of = exprs.amount(lane);
    if (by.isEmpty() || of.isEmpty()) {
      return Optional.empty();
    }
    String word =
        exprs.pick(List.of("group_entropy", "group_top_share", "group_gini", "group_hhi"));
    return Optional.of(new Grouped(word, by.get(), of.get(), maybe(lane)));
  }

  private Optional<Agg> level(Lane lane) {
    Optional<Expr> of = exprs.amount(lane);
    if (of.isEmpty() || !lane.each().isEmpty()) {
      return Optional.empty();
    }
    String first = lane.events().get(0);
    String last = lane.events().get(lane.events().size() - 1);
    Expr where = exprs.condition(lane);
    boolean set = exprs.chance(3);
    Input setting = new Input(first, of.get(), where);
    boolean two = !first.equals(last);
    return Optional.of(
        new Level(
            set && two ? Optional.of(setting) : Optional.empty(),
            set && two ? List.of() : List.of(new Input(first, of.get(), null)),
            two || !set ? List.of(new Input(last, of.get(), two ? null : where)) : List.of(),
            exprs.chance(2),
            exprs.pick(List.of("now", "min", "time_mean", "min_day_end"))));
  }

  private Optional<Agg> period(Lane lane) {
    Optional<Expr> of = exprs.amount(lane);
    boolean times = exprs.chance(3);
    return of.map(
        value ->
            new Period(
                exprs.pick(List.of("day", "month", "year")),
                value,
                maybe(lane),
                times ? "argmax_time" : exprs.pick(List.of("sum", "max", "last")),
                1 + random.nextInt(5),
                times ? "gap_std_days" : exprs.pick(List.of("now", "mean", "std", "min"))));
  }

  private Optional<Agg> outcome(Lane lane) {
    List<String> types = RandomExprs.types(lane.events());
    // Elements of lists can't be marked.
    if (!types.equals(List.of("order")) || !lane.each().isEmpty()) {
      return Optional.empty();
    }
    boolean mean = exprs.chance(3);
    String match = exprs.pick(List.of("shipped", "refund", "scan", "label", "label"));
    return Optional.of(
        new Outcome(
            mean ? "outcome_mean" : "outcome_share",
            mean ? Expr.name("amount_minor") : null,
            maybe(lane),
            match,
            match.equals("label") ? "subject_id" : "order_id",
            matchWhere(match),
            exprs.pick(List.of(6 * Span.HOUR, Span.DAY)),
            exprs.chance(2)));
  }

  private @Nullable Expr matchWhere(String match) {
    return switch (match) {
      case "refund" -> Expr.binary(Expr.name("amount_minor"), ">", Expr.number(40));
      case "label" ->
          Expr.binary(Expr.name("verdict"), "==", Expr.word(new Names.Word("fraud", 1)));
      default -> null;
    };
  }

  private Optional<Agg> fifo(Lane lane) {
    if (lane.events().size() < 2) {
      return Optional.empty();
    }
    Optional<Expr> of = exprs.amount(lane);
    return of.map(
        value ->
            new Fifo(
                List.of(new Input(lane.events().get(0), value, null)),
                List.of(new Input(lane.events().get(1), value, null)),
                exprs.pick(List.of("dwell_p50", "unmatched"))));
  }
}
