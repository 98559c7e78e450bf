package io.mallguard.features.proof;

import io.mallguard.features.proof.Spec.Derived;
import io.mallguard.features.proof.Spec.Feature;
import io.mallguard.features.proof.Spec.Plain;
import io.mallguard.features.proof.World.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Features over features, and derived columns. */
final class RandomStages {
  private final World world;
  private final SplittableRandom random;
  private final RandomExprs exprs;

  RandomStages(World world, SplittableRandom random, RandomExprs exprs) {
    this.world = world;
    this.random = random;
    this.exprs = exprs;
  }

  /** Features that read columns of others; some of a third stage. */
  List<Feature> features(List<Feature> lower) {
    List<Feature> all = new ArrayList<>(lower);
    for (int i = random.nextInt(4); i > 0; i--) {
      staged(all).ifPresent(all::add);
    }
    return all.subList(lower.size(), all.size());
  }

  private Optional<Feature> staged(List<Feature> lower) {
    Feature input = exprs.pick(lower);
    List<Lane> lanes =
        world.lanes().stream()
            .filter(lane -> lane.each().isEmpty() && mayRead(lane, input))
            .toList();
    if (lanes.isEmpty()) {
      return Optional.empty();
    }
    Lane lane = exprs.pick(lanes);
    String column = input.column(random.nextInt(input.windows().size()));
    Expr name = Expr.name(column);
    String word = exprs.pick(List.of("sum", "max", "mean", "count", "share", "distinct"));
    boolean conditional = word.equals("count") || word.equals("share") || exprs.chance(4);
    boolean valued = !word.equals("count") && !word.equals("share");
    Expr where =
        conditional ? Expr.binary(name, exprs.pick(List.of(">", "<=")), Expr.real(1.5)) : null;
    Lane keyed =
        exprs.chance(5) && lane.role().isEmpty() && lane.events().size() == 1
            ? new Lane(List.of(lane.key().get(0), column), lane.events(), lane.role(), lane.each())
            : lane;
    return Optional.of(
        new Feature(
            "s" + lower.size(),
            keyed,
            new Plain(word, valued ? value(name) : null, where),
            List.of(exprs.pick(List.of(Span.HOUR, Span.DAY, 7 * Span.DAY))),
            0,
            false,
            0,
            Double.NaN,
            false));
  }

  private Expr value(Expr name) {
    return exprs.chance(4) ? Expr.call("xlogx_fixed", name) : name;
  }

  /**
   * Whether all events of a lane read the feature: those that leave entries for it do by the same
   * parts. Sums of large numbers are left out: a staged sum of them might pass 2^62.
   */
  private static boolean mayRead(Lane lane, Feature input) {
    List<String> types = RandomExprs.types(lane.events());
    List<String> sources = RandomExprs.types(input.lane().events());
    return !input.includeCurrent()
        && input.lane().each().isEmpty()
        && input.lane().role().isEmpty()
        && sources.containsAll(types)
        && List.of(
                "count",
                "share",
                "distinct",
                "time_since_last",
                "time_since_first",
                "top_share",
                "ratio")
            .contains(input.agg().word());
  }

  List<Derived> derived(List<Feature> features) {
    List<String> columns = new ArrayList<>();
    features.forEach(f -> columns.addAll(f.columns()));
    List<Derived> derived = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Expr value = value(Expr.name(exprs.pick(columns)), Expr.name(exprs.pick(columns)));
      derived.add(new Derived("d" + i, value, "", false));
    }
    return derived;
  }

  private Expr value(Expr a, Expr b) {
    return switch (random.nextInt(5)) {
      case 0 -> Expr.call("ratio", a, b);
      case 1 -> Expr.call("shrunk", a, b, Expr.real(0.25), Expr.real(5));
      case 2 -> Expr.binary(a, "-", Expr.binary(b, "*", Expr.real(0.5)));
      case 3 ->
          new Expr.Choice(
              Expr.binary(a, ">", Expr.real(0)), Expr.binary(b, "/", a), Expr.call("missing"));
      default -> new Expr.Choice(Expr.call("is_nan", a), Expr.real(0), a);
    };
  }
}
