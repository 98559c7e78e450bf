package io.mallguard.features.fold;

import io.mallguard.features.expression.Real;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.Family;
import io.mallguard.features.plan.Key;
import io.mallguard.features.plan.Lane;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.plan.TypePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one event type does, in order: which entities it touches, which columns are read before and
 * after it is absorbed. Immutable.
 */
final class TypeSteps {
  /**
   * An entity that events of the type touch.
   *
   * @param marked whether entries it leaves can be found again
   */
  record Use(FamilyState family, int touch, Key key, int list, boolean updates, boolean marked) {}

  /** A column to compute: read from the entity of a use, or derived. */
  private record Step(
      int column, int use, int touch, @Nullable ColumnReader reader, @Nullable Real value) {}

  /** Columns to compute, one after the other, as arrays: lists cost much here. */
  static final class Columns {
    final int count;
    final int[] columns;

    /** Which entity a column is read from, -1 if it is derived. */
    final int[] uses;

    /** The touch that says what groups the event. */
    final int[] touches;

    final @Nullable ColumnReader[] readers;
    final @Nullable Real[] values;

    /** A column of each lane that is read. */
    final int[] lanes;

    private Columns(List<Step> steps) {
      count = steps.size();
      columns = steps.stream().mapToInt(Step::column).toArray();
      uses = steps.stream().mapToInt(Step::use).toArray();
      touches = steps.stream().mapToInt(Step::touch).toArray();
      readers = steps.stream().map(Step::reader).toArray(ColumnReader[]::new);
      values = steps.stream().map(Step::value).toArray(Real[]::new);
      lanes = firstOfLanes();
    }

    private int[] firstOfLanes() {
      Map<List<Integer>, Integer> first = new LinkedHashMap<>();
      for (int i = 0; i < count; i++) {
        ColumnReader reader = readers[i];
        if (reader != null) {
          first.putIfAbsent(List.of(uses[i], reader.column().lane()), i);
        }
      }
      return first.values().stream().mapToInt(Integer::intValue).toArray();
    }
  }

  final List<Use> uses = new ArrayList<>();

  /** The same as an array: lists cost much in the fold. */
  final Use[] useArray;

  final Columns before;
  final Columns after;

  TypeSteps(Plan plan, TypePlan type, List<FamilyState> families) {
    int eventType = type.type().index();
    for (FamilyState state : families) {
      for (Family.Touch touch : state.family().touches()) {
        if (touch.eventType() == eventType) {
          uses.add(use(state, touch));
        }
      }
    }
    useArray = uses.toArray(Use[]::new);
    List<Step> early = new ArrayList<>();
    List<Step> late = new ArrayList<>();
    if (type.type().scored() || feedsHigherStage(families, eventType)) {
      plan.order().forEach(column -> addStep(plan, column, eventType, early, late));
    }
    boolean graphLater = GraphState.readsAfter(plan, eventType);
    if (!graphLater && late.stream().allMatch(step -> step.use() < 0)) {
      late.clear();
    }
    before = new Columns(early);
    after = new Columns(late);
  }

  private static Use use(FamilyState state, Family.Touch touch) {
    boolean marked =
        state.family().lanes().stream()
            .anyMatch(lane -> lane.indexed() && takesIn(lane, touch.index()));
    return new Use(state, touch.index(), touch.key(), touch.list(), touch.updates(), marked);
  }

  private static boolean takesIn(Lane lane, int touch) {
    return lane.sources().stream().anyMatch(source -> source.touch() == touch);
  }

  private static boolean feedsHigherStage(List<FamilyState> families, int eventType) {
    for (FamilyState state : families) {
      for (Lane lane : state.family().lanes()) {
        for (Lane.Source source : lane.sources()) {
          Family.Touch touch = state.family().touches().get(source.touch());
          if (lane.stage() > 1 && touch.eventType() == eventType) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private void addStep(Plan plan, int index, int eventType, List<Step> early, List<Step> late) {
    Column column = plan.columns().get(index);
    if (column instanceof Column.Aggregate aggregate) {
      int touch = aggregate.touches().get(eventType);
      if (touch < 0) {
        return;
      }
      int use = indexOfUse(aggregate.family(), touch);
      FamilyState family = uses.get(use).family();
      int groupedBy = sourceTouch(family.family(), aggregate.lane(), eventType, touch);
      Step step = new Step(index, use, groupedBy, family.reader(aggregate), null);
      (aggregate.includeCurrent() ? late : early).add(step);
    } else if (column instanceof Column.Derived derived) {
      Real value = derived.values().get(eventType);
      if (value != null) {
        Step step = new Step(index, -1, -1, null, value);
        early.add(step);
        late.add(step);
      }
    }
  }

  private int indexOfUse(int family, int touch) {
    for (int i = 0; i < uses.size(); i++) {
      if (uses.get(i).family().family().index() == family && uses.get(i).touch() == touch) {
        return i;
      }
    }
    throw new IllegalArgumentException("no touch " + touch + " in family " + family);
  }

  /** The touch by which events of the type are taken in by the lane they are read from. */
  private static int sourceTouch(Family family, int lane, int eventType, int readBy) {
    Lane read = family.lanes().get(lane);
    if (takesIn(read, readBy)) {
      return readBy;
    }
    return read.sources().stream()
        .mapToInt(Lane.Source::touch)
        .filter(touch -> family.touches().get(touch).eventType() == eventType)
        .findFirst()
        .orElse(readBy);
  }
}
