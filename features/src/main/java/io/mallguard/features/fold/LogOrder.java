package io.mallguard.features.fold;

import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.plan.Family;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.plan.TypePlan;
import java.util.Arrays;

/**
 * What absorbing an event does in the order of the whole log: it attaches what look-ups know,
 * leaves records, and says which earlier entries are marked. For a fold whose families take in
 * later what is theirs. One owner thread.
 */
public final class LogOrder {
  private final Fold fold;
  private final Marks.Target target;
  private final double[] noColumns;

  /** Of a fold that nobody else may use meanwhile; marks go to a target. */
  public LogOrder(Fold fold, LogStage.MarkTarget target) {
    this.fold = fold;
    this.target = new PassedMarks(target);
    this.noColumns = new double[fold.plan.columns().size()];
    Arrays.fill(noColumns, Double.NaN);
  }

  /** What the fold does. */
  public Plan plan() {
    return fold.plan;
  }

  /** Columns of an event of which none was computed. Never written. */
  public double[] noColumns() {
    return noColumns;
  }

  /** The state of a family, to take in events whose values are read in another way. */
  public FamilyState family(Family readInAnotherWay) {
    FamilyState own = fold.families().get(readInAnotherWay.index());
    return new FamilyState(readInAnotherWay, fold.plan.zone(), own.memory(), 0, fold.maxEntries);
  }

  /**
   * Begins with the next event of the log, and takes back what it supersedes.
   *
   * @param slots receives its values
   * @throws IllegalArgumentException if its fold time lies before that of the last one
   */
  public void begin(LoggedEvent logged, long[] slots) {
    fold.resolve(logged, slots);
    fold.supersede(type(logged), slots, target);
  }

  /** Leaves the event's records and marks what it speaks of. */
  public void end(LoggedEvent logged, long[] slots) {
    fold.keepAndMark(logged, slots, noColumns, target);
  }

  private TypePlan type(LoggedEvent logged) {
    return fold.plan.types().get(logged.event().type().index());
  }

  /** So many of the marks given to the target have reached an entry. */
  public void reached(int marks) {
    fold.reachedLater(marks);
  }
}
