package io.mallguard.features.spec;

import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.expression.CheckedCondition;
import io.mallguard.features.expression.CheckedWhole;
import io.mallguard.features.expression.Truth;
import io.mallguard.features.expression.Whole;
import io.mallguard.features.plan.Find;
import io.mallguard.features.plan.Key;
import io.mallguard.features.plan.LookUp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Compiles the look-ups and where they are found. One owner thread. */
final class LookUpCompiler {
  private final EventExpressions expressions;
  private final AllNames names;

  LookUpCompiler(EventExpressions expressions) {
    this.expressions = expressions;
    this.names = expressions.names();
  }

  /** Compiles everything, used or not, so that all problems are found. */
  void check() {
    names.lookUps().forEach(this::keepings);
    for (EventType type : names.types()) {
      names.of(type).lookUps().forEach(attached -> find(type, attached, 0));
    }
  }

  /** Notes what the look-ups in use read themselves, until that is all. */
  void noteUsage() {
    AllNames.Usage usage = expressions.usage();
    String before = "";
    while (!before.equals(usage.toString())) {
      before = usage.toString();
      for (LookUpDeclaration lookUp : names.lookUps()) {
        if (usage.uses(lookUp.name())) {
          keepings(lookUp);
        }
      }
      for (EventType type : names.types()) {
        for (TypeNames.Attached attached : names.of(type).lookUps()) {
          if (usage.uses(type, attached.lookUp().name())) {
            find(type, attached, 0);
          }
        }
      }
    }
  }

  /** The look-ups in use, by name. */
  List<LookUpDeclaration> used() {
    return names.lookUps().stream()
        .filter(
            l ->
                names.types().stream()
                    .flatMap(t -> names.of(t).lookUps().stream())
                    .anyMatch(a -> a.lookUp().name().equals(l.name())))
        .sorted(Comparator.comparing(LookUpDeclaration::name))
        .toList();
  }

  List<LookUp> lookUps() {
    List<LookUp> lookUps = new ArrayList<>();
    for (LookUpDeclaration lookUp : used()) {
      List<String> fields = names.fields(lookUp.name());
      lookUps.add(
          new LookUp(
              lookUps.size(),
              lookUp.name(),
              keepings(lookUp),
              lookUp.keepMillis(),
              lookUp.latest(),
              fields.size(),
              fields));
    }
    return lookUps;
  }

  List<Find> finds(EventType type) {
    List<String> order = used().stream().map(LookUpDeclaration::name).toList();
    List<Find> finds = new ArrayList<>();
    for (TypeNames.Attached attached : names.of(type).lookUps()) {
      find(type, attached, order.indexOf(attached.lookUp().name())).ifPresent(finds::add);
    }
    return finds;
  }

  private Optional<Find> find(EventType type, TypeNames.Attached attached, int index) {
    return key(type, Optional.empty(), attached.paths())
        .map(key -> new Find(index, key, false, attached.firstSlot()));
  }

  private Optional<Key> key(EventType type, Optional<String> each, List<Path> paths) {
    List<Whole> parts = new ArrayList<>();
    for (Path path : paths) {
      expressions.path(type, each, path).map(CheckedWhole::value).ifPresent(parts::add);
    }
    return parts.size() == paths.size() ? Optional.of(new Key(parts, false)) : Optional.empty();
  }

  private List<LookUp.Keeping> keepings(LookUpDeclaration lookUp) {
    List<LookUp.Keeping> keepings = new ArrayList<>();
    for (EventType type : lookUp.from()) {
      Optional<Key> id = key(type, lookUp.each(), lookUp.by());
      Optional<Truth> where =
          lookUp
              .where()
              .map(n -> expressions.conditionNow(type, lookUp.each(), n))
              .orElse(Optional.of(LaneDraft.always()))
              .map(CheckedCondition::truth);
      int list = lookUp.each().map(type::listIndex).orElse(-1);
      if (id.isPresent() && where.isPresent()) {
        keepings.add(
            new LookUp.Keeping(type.index(), id.get(), list, where.get(), values(lookUp, type)));
      }
    }
    return keepings;
  }

  private List<Whole> values(LookUpDeclaration lookUp, EventType type) {
    List<Whole> values = new ArrayList<>();
    for (String field : names.fields(lookUp.name())) {
      int slot = names.of(type).slotOf(field, lookUp.each());
      values.add(slot < 0 ? (slots, row) -> Field.ABSENT : (slots, row) -> slots[slot]);
    }
    return values;
  }

  /** What shapes the state, as text. */
  String layout(Filters filters) {
    StringBuilder out = new StringBuilder();
    for (LookUpDeclaration lookUp : used()) {
      out.append("look-up ")
          .append(lookUp.written(filters))
          .append(' ')
          .append(names.fields(lookUp.name()))
          .append('\n');
    }
    return out.toString();
  }
}
