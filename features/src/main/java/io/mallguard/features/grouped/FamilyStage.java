package io.mallguard.features.grouped;

import io.mallguard.features.expression.Whole;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.Family;
import io.mallguard.features.plan.Lane;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.plan.TypePlan;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One family with its lanes of one stage: what each event type does to it, and how that lies in
 * records that are parted by key. Immutable.
 *
 * <p>Conditions and values are evaluated when a record is made, where the event's slots are at
 * hand; the parts' folds run {@link #narrow()}, whose expressions pick them from the record.
 */
public final class FamilyStage {
  private final Plan plan;
  private final Family family;
  private final int stage;
  private final RecordLayout layout;
  private final Family narrow;
  private final List<Operation> operations = new ArrayList<>();
  private final List<List<Operation>> byType = new ArrayList<>();
  private final List<List<Operation>> readingByType = new ArrayList<>();
  private final List<@Nullable Operation> marks = new ArrayList<>();
  private final List<@Nullable Operation> supersedings = new ArrayList<>();

  FamilyStage(Plan plan, Family family, int stage) {
    this.plan = plan;
    this.family = family;
    this.stage = stage;
    this.layout = new RecordLayout(family, stage);
    this.narrow = narrow();
    for (TypePlan type : plan.types()) {
      List<Operation> ofType = new OperationsOfType(type).all();
      byType.add(ofType);
      readingByType.add(ofType.stream().filter(op -> op.width() > 0).toList());
    }
    for (Family.Touch touch : family.touches()) {
      boolean marked = isMarked(touch);
      marks.add(marked ? add(touch, Operation.MARK) : null);
      supersedings.add(marked ? add(touch, Operation.SUPERSEDE) : null);
    }
  }

  Family family() {
    return family;
  }

  /** The stage, from 1. */
  public int stage() {
    return stage;
  }

  ZoneId zone() {
    return plan.zone();
  }

  RecordLayout layout() {
    return layout;
  }

  boolean holds(Lane lane) {
    return lane.stage() == stage;
  }

  List<Operation> operations() {
    return operations;
  }

  List<Operation> ofType(int eventType) {
    return byType.get(eventType);
  }

  List<Operation> readingOfType(int eventType) {
    return readingByType.get(eventType);
  }

  /** What a mark does to an entry that events left by a touch; null if marks change nothing. */
  @Nullable Operation mark(int touch) {
    return marks.get(touch);
  }

  /** What takes an entry back that events left by a touch; null where none can be found again. */
  @Nullable Operation superseding(int touch) {
    return supersedings.get(touch);
  }

  /** The family as the parts' folds see it. */
  Family narrowFamily() {
    return narrow;
  }

  /** Most columns that one operation reads. */
  int width() {
    return operations.stream().mapToInt(Operation::width).max().orElse(0);
  }

  private Family narrow() {
    List<Lane> lanes = new ArrayList<>();
    for (Lane lane : family.lanes()) {
      lanes.add(holds(lane) ? narrow(lane) : lane);
    }
    return new Family(family.index(), family.name(), family.ttlMillis(), family.touches(), lanes);
  }

  /** The lane with expressions that pick what the record says. */
  private Lane narrow(Lane lane) {
    int flagsAt = layout.flagsAt(lane.index()) - RecordLayout.BITS;
    int shift = layout.flagsShift(lane.index());
    long mask = -1L >>> (Long.SIZE - lane.flags());
    int valuesAt = layout.valuesAt(lane.index()) - RecordLayout.BITS;
    Whole flags = (slots, row) -> slots[flagsAt] >>> shift & mask;
    List<Whole> values = new ArrayList<>();
    for (int v = 0; v < lane.values(); v++) {
      int value = valuesAt + v;
      values.add((slots, row) -> slots[value]);
    }
    List<Lane.Source> sources =
        lane.sources().stream().map(s -> new Lane.Source(s.touch(), flags, values)).toList();
    return new Lane(
        lane.index(),
        lane.stage(),
        sources,
        lane.flags(),
        lane.values(),
        lane.indexed(),
        lane.resolutionMillis(),
        lane.windows(),
        lane.measures());
  }

  private boolean isMarked(Family.Touch touch) {
    return family.lanes().stream()
        .anyMatch(lane -> holds(lane) && lane.indexed() && takesIn(lane, touch.index()));
  }

  private static boolean takesIn(Lane lane, int touch) {
    return lane.sources().stream().anyMatch(source -> source.touch() == touch);
  }

  private Operation add(Family.Touch touch, int kinds) {
    return add(touch, kinds, List.of(), List.of());
  }

  private Operation add(
      Family.Touch touch, int kinds, List<Operation.Read> before, List<Operation.Read> after) {
    List<Lane.@Nullable Source> sources = new ArrayList<>();
    for (Lane lane : family.lanes()) {
      int by = holds(lane) ? sourceTouch(lane, touch) : -1;
      sources.add(lane.sources().stream().filter(s -> s.touch() == by).findFirst().orElse(null));
    }
    if (operations.size() == RecordLayout.MAX_OPERATIONS) {
      throw new IllegalArgumentException(
          family.name() + " is reached in more than " + operations.size() + " ways");
    }
    Operation operation =
        new Operation(
            operations.size(),
            touch.index(),
            touch.key(),
            touch.list(),
            kinds,
            before,
            after,
            java.util.Collections.unmodifiableList(sources));
    operations.add(operation);
    return operation;
  }

  /** The touch by which events of the type are taken in by a lane that they read by a touch. */
  private int sourceTouch(Lane lane, Family.Touch readBy) {
    if (takesIn(lane, readBy.index())) {
      return readBy.index();
    }
    return lane.sources().stream()
        .mapToInt(Lane.Source::touch)
        .filter(touch -> family.touches().get(touch).eventType() == readBy.eventType())
        .findFirst()
        .orElse(readBy.index());
  }

  /** What events of one type do, in the order of the live fold. */
  private final class OperationsOfType {
    private final TypePlan type;
    private final List<Family.Touch> touches;
    private final List<Operation> all = new ArrayList<>();

    OperationsOfType(TypePlan type) {
      this.type = type;
      this.touches =
          family.touches().stream().filter(t -> t.eventType() == type.type().index()).toList();
    }

    List<Operation> all() {
      if (touches.size() == 1 && type.supersedes() < 0 && type.markings().isEmpty()) {
        addInOne(touches.get(0));
        return all;
      }
      for (Family.Touch touch : touches) {
        addIf(!reads(touch, false).isEmpty(), touch, Operation.READ);
      }
      for (Family.Touch touch : touches) {
        addIf(updates(touch), touch, Operation.ABSORB);
      }
      for (Family.Touch touch : touches) {
        addIf(!reads(touch, true).isEmpty(), touch, Operation.AFTER);
      }
      return all;
    }

    private void addInOne(Family.Touch touch) {
      int kinds = updates(touch) ? Operation.ABSORB : 0;
      kinds |= reads(touch, false).isEmpty() ? 0 : Operation.READ;
      kinds |= reads(touch, true).isEmpty() ? 0 : Operation.AFTER;
      addIf(kinds != 0, touch, kinds);
    }

    private void addIf(boolean wanted, Family.Touch touch, int kinds) {
      if (wanted) {
        List<Operation.Read> before =
            (kinds & Operation.READ) != 0 ? reads(touch, false) : List.of();
        List<Operation.Read> after =
            (kinds & Operation.AFTER) != 0 ? reads(touch, true) : List.of();
        all.add(add(touch, kinds, before, after));
      }
    }

    private boolean updates(Family.Touch touch) {
      return touch.updates()
          && family.lanes().stream().anyMatch(l -> holds(l) && takesIn(l, touch.index()));
    }

    private List<Operation.Read> reads(Family.Touch touch, boolean includeCurrent) {
      List<Operation.Read> reads = new ArrayList<>();
      for (Column column : plan.columns()) {
        if (column instanceof Column.Aggregate aggregate
            && aggregate.family() == family.index()
            && holds(family.lanes().get(aggregate.lane()))
            && aggregate.includeCurrent() == includeCurrent
            && aggregate.touches().get(type.type().index()) == touch.index()) {
          Lane lane = family.lanes().get(aggregate.lane());
          reads.add(new Operation.Read(aggregate, sourceTouch(lane, touch)));
        }
      }
      return reads;
    }
  }
}
