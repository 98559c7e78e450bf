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
  private final Marks.Target passing;
  private final LookAhead ahead;

  /** Receives the marks. */
  public interface MarkTarget {
    /**
     * What follows is one mark, on all entries of an event.
     *
     * @param isCounted whether it is counted as unmatched if it reaches none
     */
    default void start(boolean isCounted) {}

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
    this.passing = new PassedMarks(target);
    Memory memory = new Memory();
    Roots roots = new Roots(memory);
    this.resolver = new Resolver(plan, memory, roots);
    this.ahead = new LookAhead(memory);
    List<FamilyState> families = new ArrayList<>();
    for (Family family : plan.families()) {
      families.add(new FamilyState(family, plan.zone(), new Memory(), 0, 1));
    }
    List<TypeSteps> steps =
        plan.types().stream().map(t -> new TypeSteps(plan, t, families)).toList();
    this.marks = new Marks(plan, steps, memory, roots);
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

  /**
   * Notes what an event to come will look up; changes nothing.
   *
   * @param slots its own values; what look-ups attach may still be absent
   * @param marks whether {@link #pass} will be called for it
   * @param columns as for {@link #pass}, of any event
   */
  public void ahead(int eventType, long[] slots, boolean marks, double[] columns) {
    TypePlan type = plan.types().get(eventType);
    resolver.ahead(type, slots, ahead);
    if (marks) {
      this.marks.ahead(type, slots, columns, ahead);
    }
  }

  /** Reads all that was noted, so that the events need not wait for it one by one. */
  public void fetch() {
    ahead.fetch();
  }

  /** Attaches what look-ups know to an event's own values. */
  public void find(int eventType, long[] slots) {
    resolver.find(plan.types().get(eventType), slots[TypePlan.FOLD_TIME], slots);
  }

  /** Leaves the event's records alone, for a pass that has no entries to mark. */
  public void keep(int eventType, long[] slots, Lists lists) {
    TypePlan type = plan.types().get(eventType);
    if (type.supersedes() >= 0 && slots[type.supersedes()] != Field.ABSENT) {
      resolver.supersede(type, slots[type.supersedes()], slots[TypePlan.FOLD_TIME]);
    }
    resolver.keep(type, slots, lists);
  }

  /** Leaves the event's records and passes on its marks. */
  public void pass(int eventType, long[] slots, double[] columns, Lists lists) {
    TypePlan type = plan.types().get(eventType);
    long nowMillis = slots[TypePlan.FOLD_TIME];
    if (type.supersedes() >= 0 && slots[type.supersedes()] != Field.ABSENT) {
      marks.supersede(type, slots[type.supersedes()], nowMillis, passing);
      resolver.supersede(type, slots[type.supersedes()], nowMillis);
    }
    resolver.keep(type, slots, lists);
    marks.keep(type, nowMillis, slots, columns);
    marks.pass(type, nowMillis, slots, columns, passing);
  }
}
