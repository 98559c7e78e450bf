package io.mallguard.features.spec;

import io.mallguard.features.event.EventType;
import io.mallguard.features.expression.Expressions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The names of all event types, with look-ups attached to the types that can say their ids. */
final class AllNames {
  private final List<EventType> types;
  private final OutcomeMarks outcomes;
  private final List<LookUpDeclaration> lookUps;
  private final @Nullable Usage only;
  private final List<TypeNames> names = new ArrayList<>();

  /** Which look-ups the events of each type use, and which fields of them. */
  static final class Usage {
    private final Map<Integer, Set<String>> lookUpsByType = new HashMap<>();
    private final Map<String, TreeSet<String>> fieldsByLookUp = new HashMap<>();

    /** Notes that an expression over a type reads a slot; answers whether that is news. */
    boolean note(TypeNames names, int slot) {
      Optional<TypeNames.Attached> found = names.attachedAt(slot);
      if (found.isEmpty()) {
        return false;
      }
      String lookUp = found.get().lookUp().name();
      int field = slot - found.get().firstSlot() - 1;
      boolean news =
          lookUpsByType
              .computeIfAbsent(names.type().index(), t -> new LinkedHashSet<>())
              .add(lookUp);
      TreeSet<String> fields = fieldsByLookUp.computeIfAbsent(lookUp, l -> new TreeSet<>());
      return (field >= 0 && fields.add(found.get().fields().get(field))) || news;
    }

    boolean uses(String lookUp) {
      return fieldsByLookUp.containsKey(lookUp);
    }

    boolean uses(EventType type, String lookUp) {
      return lookUpsByType.getOrDefault(type.index(), Set.of()).contains(lookUp);
    }

    @Override
    public String toString() {
      return lookUpsByType + " " + fieldsByLookUp;
    }

    List<String> fields(String lookUp) {
      TreeSet<String> fields = fieldsByLookUp.get(lookUp);
      return fields == null ? List.of() : List.copyOf(fields);
    }
  }

  /**
   * Every look-up with every field wherever it can be used.
   *
   * @param outcomes the marks that outcomes add
   */
  static AllNames all(
      List<EventType> types, OutcomeMarks outcomes, List<LookUpDeclaration> lookUps) {
    return new AllNames(types, outcomes, lookUps, null);
  }

  /** Only what is used. */
  AllNames only(Usage usage) {
    return new AllNames(types, outcomes, lookUps, usage);
  }

  private AllNames(
      List<EventType> types,
      OutcomeMarks outcomes,
      List<LookUpDeclaration> lookUps,
      @Nullable Usage only) {
    this.types = types;
    this.outcomes = outcomes;
    // By name, not as written: the places of what they attach are part of the state.
    this.lookUps = lookUps.stream().sorted(Comparator.comparing(LookUpDeclaration::name)).toList();
    this.only = only;
    for (EventType type : types) {
      TypeNames own = names(type);
      own.reserveMarks(outcomes.count(type));
      names.add(own);
    }
  }

  private TypeNames names(EventType type) {
    TypeNames result = new TypeNames(type);
    Map<String, List<Path>> open = new LinkedHashMap<>();
    for (LookUpDeclaration lookUp : lookUps) {
      if (lookUp.isSelf(type)) {
        result.attachSelf(lookUp);
      } else if (only == null || only.uses(type, lookUp.name())) {
        lookUp.pathsOn(type).ifPresent(paths -> open.put(lookUp.name(), paths));
      }
    }
    while (!open.isEmpty()) {
      Optional<String> next =
          open.keySet().stream().filter(name -> reads(open, name).isEmpty()).findFirst();
      if (next.isEmpty()) {
        refuseCycle(open, type);
        return result;
      }
      List<Path> paths = open.remove(next.get());
      if (paths != null) {
        result.attach(lookUp(next.get()), paths, fields(next.get()));
      }
    }
    return result;
  }

  /** The fields that records of a look-up keep. */
  List<String> fields(String lookUp) {
    return only == null ? List.copyOf(lookUp(lookUp).fields().keySet()) : only.fields(lookUp);
  }

  LookUpDeclaration lookUp(String name) {
    return lookUps.stream().filter(l -> l.name().equals(name)).findFirst().orElseThrow();
  }

  /** The look-ups still open that the id of one is read from. */
  private static List<String> reads(Map<String, List<Path>> open, String name) {
    return open.getOrDefault(name, List.of()).stream()
        .flatMap(path -> path.alternatives().stream())
        .flatMap(node -> Expressions.names(node).stream())
        .map(dotted -> dotted.contains(".") ? dotted.substring(0, dotted.indexOf('.')) : dotted)
        .filter(open::containsKey)
        .toList();
  }

  private static void refuseCycle(Map<String, List<Path>> open, EventType type) {
    List<String> cycle = new ArrayList<>();
    String at = open.keySet().iterator().next();
    while (!cycle.contains(at)) {
      cycle.add(at);
      at = reads(open, at).get(0);
    }
    cycle.add(at);
    String words = Filters.cycleWords(cycle.subList(cycle.indexOf(at), cycle.size()));
    List<Path> paths = open.getOrDefault(at, List.of());
    paths
        .get(0)
        .place()
        .refuse("cycle", "look-ups of " + type.name() + " without a cycle: " + words);
  }

  TypeNames of(EventType type) {
    return names.get(type.index());
  }

  TypeNames of(int type) {
    return names.get(type);
  }

  List<EventType> types() {
    return types;
  }

  List<LookUpDeclaration> lookUps() {
    return lookUps;
  }
}
