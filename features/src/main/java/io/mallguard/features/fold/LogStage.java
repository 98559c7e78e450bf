package io.mallguard.features.fold;

import io.mallguard.features.event.Field;
import io.mallguard.features.plan.Family;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.plan.TypePlan;
import io.mallguard.features.state.Memory;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of the fold that needs the whole log in its order: attaches what look-ups know, and says
 * which earlier entries an event marks. The live fold's own code, for a grouped fold that keeps the
 * entries elsewhere. One owner thread.
 */
public final class LogStage {
  private final Plan plan;
  private final Resolver resolver;
  private final Marks marks;
  private final MarkTarget target;

  /** Receives the marks. */
  public interface MarkTarget {
    /**
     * An entry of an earlier event is marked.
     *
     * @param family index of its family
     * @param touch the touch by which the earlier event was taken in
     * @param id the earlier event's own id
     * @param slots the earlier event's values, with its marks; reused afterwards
     * @param row the columns kept of it; reused afterwards
     */
    void mark(int family, int touch, long key, long id, long nowMillis, long[] slots, double[] row);

    /** An entry of an earlier event is taken back, see {@link #mark}. */
    void supersede(int family, int touch, long key, long id, long nowMillis);
  }

  /** The elements of the lists of the event at hand. */
  public interface Lists extends Resolver.Elements {}

  /** The stage before the first event. */
  public LogStage(Plan plan, MarkTarget target) {
    this.plan = plan;
    this.target = target;
    Memory memory = new Memory();
    Roots roots = new Roots(memory);
    this.resolver = new Resolver(plan, memory, roots);
    List<FamilyState> families = new ArrayList<>();
    for (Family family : plan.families()) {
      families.add(new FamilyState(family, plan.zone(), new Memory(), 0, 1));
    }
    List<TypeSteps> steps =
        plan.types().stream().map(t -> new TypeSteps(plan, t, families)).toList();
    this.marks = new Marks(plan, steps, memory, roots, new Passing());
  }

  private final class Passing implements Marks.Target {
    @Override
    public boolean mark(
        TypeSteps.Use use, long key, long id, long nowMillis, long[] slots, double[] row) {
      target.mark(use.family().family().index(), use.touch(), key, id, nowMillis, slots, row);
      return true;
    }

    @Override
    public void supersede(TypeSteps.Use use, long key, long id, long nowMillis) {
      target.supersede(use.family().family().index(), use.touch(), key, id, nowMillis);
    }
  }

  /** Whether a plan needs this stage at all. */
  public static boolean isNeeded(Plan plan) {
    return !plan.lookUps().isEmpty()
        || plan.types().stream().anyMatch(type -> !type.finds().isEmpty() || passesMarks(type));
  }

  private static boolean passesMarks(TypePlan type) {
    boolean supersedes = type.supersedes() >= 0 && !type.subject().isEmpty();
    return supersedes || !type.markings().isEmpty();
  }

  /** Attaches what look-ups know to an event's own values. */
  public void find(int eventType, long[] slots) {
    resolver.find(plan.types().get(eventType), slots[TypePlan.FOLD_TIME], slots);
  }

  /** Leaves the event's records and passes on its marks. */
  public void pass(int eventType, long[] slots, double[] columns, Lists lists) {
    TypePlan type = plan.types().get(eventType);
    long nowMillis = slots[TypePlan.FOLD_TIME];
    if (type.supersedes() >= 0 && slots[type.supersedes()] != Field.ABSENT) {
      marks.supersede(type, slots[type.supersedes()], nowMillis);
      resolver.supersede(type, slots[type.supersedes()], nowMillis);
    }
    resolver.keep(type, slots, lists);
    marks.keep(type, nowMillis, slots, columns);
    marks.pass(type, nowMillis, slots, columns);
  }
}
