package io.mallguard.features.fold;

import io.mallguard.features.event.Field;
import io.mallguard.features.event.IdHash;
import io.mallguard.features.plan.Marking;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.plan.TypePlan;
import io.mallguard.features.state.Memory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which events are the reason that an outcome came, as far as they can be superseded: then it may
 * not have come after all, however late that becomes known. Without such outcomes nothing is kept.
 * One owner thread.
 */
final class Witnesses {
  private static final int NONE = -1;

  /** Per type and mark where what is kept of an event counts the reasons. */
  private final int[][] countAt;

  private final int[] values;

  /** By event and mark, the own id of the event whose outcome it is a reason of. */
  private final List<Records> records;

  /** Prepares them. */
  Witnesses(Plan plan, Memory memory, Roots roots) {
    this.countAt = new int[plan.types().size()][];
    this.values = new int[countAt.length];
    long keepMillis = 0;
    for (int target = 0; target < countAt.length; target++) {
      TypePlan type = plan.types().get(target);
      int[] at = new int[Long.SIZE];
      Arrays.fill(at, NONE);
      int next =
          type.subject().stream().mapToInt(s -> 1 + s.slots().size() + s.columns().size()).sum();
      for (int mark : marks(plan, target).distinct().sorted().toList()) {
        at[mark] = next++;
        values[target]++;
        keepMillis = Math.max(keepMillis, type.subject().get(0).keepMillis());
      }
      countAt[target] = at;
    }
    this.records =
        keepMillis == 0 ? List.of() : List.of(new Records(memory, roots.index(), 1, keepMillis));
  }

  /** Marks of a type that say whether an outcome came which can be superseded. */
  private static Stream<Integer> marks(Plan plan, int target) {
    return plan.types().get(target).subject().isEmpty()
        ? Stream.of()
        : plan.types().stream()
            .filter(type -> type.supersedes() >= 0)
            .flatMap(type -> type.markings().stream())
            .filter(marking -> marking.isOutcome() && marking.targetType() == target)
            .map(Marking::mark);
  }

  /** How many values it needs in what is kept of an event of a type. */
  int values(int targetType) {
    return values[targetType];
  }

  /** An event is a reason that an outcome came. */
  void add(Marking marking, Records kept, long record, long subject, long witness, long nowMillis) {
    int at = countAt[marking.targetType()][marking.mark()];
    if (at != NONE) {
      kept.value(record, at, kept.value(record, at) + 1);
      records.get(0).value(records.get(0).put(name(marking, witness), nowMillis), 0, subject);
    }
  }

  /** The own id of the event whose outcome an event is a reason of; absent if it is of none. */
  long subject(Marking marking, long witness, long nowMillis) {
    long found = records.isEmpty() ? 0 : records.get(0).find(name(marking, witness), nowMillis);
    return found == 0 ? Field.ABSENT : records.get(0).value(found, 0);
  }

  /**
   * Takes a reason away.
   *
   * @return whether there is none left
   */
  boolean remove(Marking marking, Records kept, long record, long witness, long nowMillis) {
    Records all = records.get(0);
    all.remove(all.find(name(marking, witness), nowMillis));
    int at = countAt[marking.targetType()][marking.mark()];
    kept.value(record, at, kept.value(record, at) - 1);
    return kept.value(record, at) == 0;
  }

  private static long name(Marking marking, long witness) {
    return IdHash.join(IdHash.join(witness, marking.targetType()), marking.mark());
  }
}
