package io.mallguard.features.spec;

import io.mallguard.features.plan.Family;
import io.mallguard.features.plan.Key;
import java.util.Set;

/** A touch on its way to the plan. One owner thread. */
final class TouchDraft {
  private final Touch touch;
  private final String text;
  private final Key key;
  private final Set<Integer> slots;
  private final Set<Integer> columns;
  private int index = -1;
  private boolean updates;

  TouchDraft(Touch touch, String text, Key key, Set<Integer> slots, Set<Integer> columns) {
    this.touch = touch;
    this.text = text;
    this.key = key;
    this.slots = slots;
    this.columns = columns;
  }

  Touch touch() {
    return touch;
  }

  /** Equal text, same touch. */
  String text() {
    return text;
  }

  Set<Integer> slots() {
    return slots;
  }

  Set<Integer> columns() {
    return columns;
  }

  int index() {
    return index;
  }

  void index(int at) {
    index = at;
  }

  /** Notes that some lane takes its events in. */
  void update() {
    updates = true;
  }

  Family.Touch finished() {
    return new Family.Touch(index, touch.type().index(), key, touch.list(), updates);
  }
}
