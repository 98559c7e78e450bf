package io.mallguard.features.proof;

import io.mallguard.features.proof.World.EventKind;
import io.mallguard.features.proof.World.FieldModel;
import io.mallguard.features.proof.World.Lane;
import io.mallguard.features.proof.World.ListModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Random conditions and values over what all event types of a feature have in common. */
final class RandomExprs {
  private final World world;
  private final SplittableRandom random;
  private final boolean lookUps;

  RandomExprs(World world, SplittableRandom random, boolean lookUps) {
    this.world = world;
    this.random = random;
    this.lookUps = lookUps;
  }

  /** The event types of a lane. */
  static List<String> types(List<String> events) {
    return events.stream().map(e -> e.contains("/") ? e.substring(0, e.indexOf('/')) : e).toList();
  }

  /** Fields that all types of a lane have. */
  List<FieldModel> fields(Lane lane) {
    List<FieldModel> common = new ArrayList<>();
    List<String> types = types(lane.events());
    for (FieldModel field : named(types.get(0), lane)) {
      boolean everywhere =
          types.stream()
              .allMatch(
                  t ->
                      named(t, lane).stream()
                          .anyMatch(
                              f ->
                                  f.name().equals(field.name())
                                      && f.kind().equals(field.kind())
                                      && f.words().equals(field.words())));
      if (everywhere && !field.name().equals("supersedes")) {
        common.add(field);
      }
    }
    return common;
  }

  private List<FieldModel> named(String typeName, Lane lane) {
    EventKind type = world.type(typeName);
    List<FieldModel> named = new ArrayList<>(lookUps ? type.named() : type.fields());
    if (lookUps) {
      named.addAll(world.paths().getOrDefault(typeName, List.of()));
    }
    for (ListModel list : type.lists()) {
      if (list.name().equals(lane.each())) {
        named.addAll(list.fields());
      }
    }
    return named;
  }

  <T> T pick(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  boolean chance(int oneIn) {
    return random.nextInt(oneIn) == 0;
  }

  /** A whole number to sum. */
  Optional<Expr> number(Lane lane) {
    List<FieldModel> numbers = fields(lane).stream().filter(FieldModel::isNumber).toList();
    return numbers.isEmpty() ? Optional.empty() : Optional.of(number(numbers));
  }

  private Expr number(List<FieldModel> numbers) {
    Expr first = Expr.name(pick(numbers).name());
    return switch (random.nextInt(6)) {
      case 0 -> Expr.binary(first, "+", Expr.name(pick(numbers).name()));
      case 1 -> Expr.binary(first, "*", Expr.number(1 + random.nextInt(5)));
      default -> first;
    };
  }

  /** A non-negative amount. */
  Optional<Expr> amount(Lane lane) {
    List<FieldModel> numbers = fields(lane).stream().filter(FieldModel::isNumber).toList();
    return numbers.isEmpty() ? Optional.empty() : Optional.of(Expr.name(pick(numbers).name()));
  }

  /** An id, entity, word or number to group by. */
  Optional<Expr> group(Lane lane) {
    List<FieldModel> groups = fields(lane).stream().filter(f -> !f.kind().equals("bool")).toList();
    return groups.isEmpty() ? Optional.empty() : Optional.of(Expr.name(pick(groups).name()));
  }

  /** What the event at hand can be compared by: a field of its own. */
  Optional<Expr> ownGroup(Lane lane) {
    List<FieldModel> groups =
        fields(lane).stream()
            .filter(f -> !f.kind().equals("bool") && !f.name().contains("."))
            .filter(f -> world.type(types(lane.events()).get(0)).field(f.name()).isPresent())
            .toList();
    return groups.isEmpty() ? Optional.empty() : Optional.of(Expr.name(pick(groups).name()));
  }

  /** Whether an event that leaves entries is scored and so reads them by its own fields. */
  boolean hasScored(Lane lane) {
    return lane.each().isEmpty()
        && types(lane.events()).stream().anyMatch(t -> world.type(t).scored());
  }

  /** A word of few values. */
  Optional<FieldModel> word(Lane lane) {
    List<FieldModel> words = fields(lane).stream().filter(f -> f.kind().equals("enum")).toList();
    return words.isEmpty() ? Optional.empty() : Optional.of(pick(words));
  }

  /** Whether all events of a lane can be marked. */
  boolean isMarked(Lane lane) {
    return lane.each().isEmpty()
        && types(lane.events()).stream().allMatch(t -> !world.type(t).marked().isEmpty());
  }

  /** A condition that reads no mark. */
  Expr condition(Lane lane) {
    Expr first = simple(lane);
    return switch (random.nextInt(6)) {
      case 0 -> Expr.binary(first, "&&", simple(lane));
      case 1 -> Expr.binary(first, "||", simple(lane));
      default -> first;
    };
  }

  private Expr simple(Lane lane) {
    List<FieldModel> usable =
        fields(lane).stream()
            .filter(f -> f.isNumber() || f.kind().equals("bool") || f.kind().equals("enum"))
            .toList();
    if (usable.isEmpty() || chance(10)) {
      return Expr.binary(
          Expr.call("local_hour", Expr.name("occurred_at")),
          "<",
          Expr.number(4 + random.nextInt(16)));
    }
    FieldModel field = pick(usable);
    Expr name = Expr.name(field.name());
    if (field.kind().equals("bool")) {
      return name;
    }
    if (field.kind().equals("enum")) {
      return chance(3)
          ? new Expr.In(name, List.of(field.word(0), field.word(field.words().size() - 1)))
          : Expr.binary(
              name,
              chance(3) ? "!=" : "==",
              Expr.word(field.word(random.nextInt(field.words().size()))));
    }
    if (chance(4)) {
      Expr rest = Expr.binary(name, "%", Expr.number(3));
      return Expr.binary(rest, "==", Expr.number(random.nextInt(3)));
    }
    String operator = pick(List.of("<", "<=", ">", ">=", "==", "!="));
    return Expr.binary(name, operator, Expr.number(random.nextInt(60)));
  }
}
