package io.mallguard.features.fold;

import io.mallguard.features.expression.Real;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.Family;
import io.mallguard.features.plan.Key;
import io.mallguard.features.plan.Lane;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.plan.TypePlan;
import java.util.ArrayList;
import java.util.List;

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

  /**
   * A column to compute.
   *
   * @param use which entity it is read from, or -1 if it is derived
   * @param touch the touch that says what groups the event
   */
  record Step(int column, int use, int touch, List<ColumnReader> reader, List<Real> value) {}

  final List<Use> uses = new ArrayList<>();
  final List<Step> before = new ArrayList<>();
  final List<Step> after = new ArrayList<>();

  TypeSteps(Plan plan, TypePlan type, List<FamilyState> families) {
    int eventType = type.type().index();
    for (FamilyState state : families) {
      for (Family.Touch touch : state.family().touches()) {
        if (touch.eventType() == eventType) {
          uses.add(use(state, touch));
        }
      }
    }
    if (type.type().scored() || feedsHigherStage(families, eventType)) {
      plan.order().forEach(column -> addStep(plan, column, eventType));
    }
    if (after.stream().allMatch(step -> step.use() < 0)) {
      after.clear();
    }
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

  private void addStep(Plan plan, int index, int eventType) {
    Column column = plan.columns().get(index);
    if (column instanceof Column.Aggregate aggregate) {
      int touch = aggregate.touches().get(eventType);
      if (touch < 0) {
        return;
      }
      int use = indexOfUse(aggregate.family(), touch);
      FamilyState family = uses.get(use).family();
      int groupedBy = sourceTouch(family.family(), aggregate.lane(), eventType, touch);
      Step step = new Step(index, use, groupedBy, List.of(family.reader(aggregate)), List.of());
      (aggregate.includeCurrent() ? after : before).add(step);
    } else if (column instanceof Column.Derived derived) {
      Real value = derived.values().get(eventType);
      if (value != null) {
        Step step = new Step(index, -1, -1, List.of(), List.of(value));
        before.add(step);
        after.add(step);
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
