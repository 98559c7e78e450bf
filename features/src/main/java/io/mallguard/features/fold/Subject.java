package io.mallguard.features.fold;

import io.mallguard.features.event.Event;
import java.util.List;

/**
 * An event that later events may mark: where it was recorded, and its flags for every combination
 * of marks, so that the event itself need not be kept. One owner thread.
 */
final class Subject {
  private final long foldTimeMillis;
  private final List<Place> places;
  private int marks;

  Subject(long foldTimeMillis, List<Place> places) {
    this.foldTimeMillis = foldTimeMillis;
    this.places = places;
  }

  /**
   * One recording of the event.
   *
   * @param entry where
   * @param byMarks flags by combination of marks
   */
  record Place(LaneState.Entry entry, List<Long> byMarks) {
    static Place of(LaneState lane, LaneState.Entry entry, Event event) {
      int combinations = 1 << event.type().markedFields().size();
      Long[] byMarks = new Long[combinations];
      for (int marks = 0; marks < combinations; marks++) {
        byMarks[marks] = lane.flags(event, marks);
      }
      return new Place(entry, List.of(byMarks));
    }
  }

  long foldTimeMillis() {
    return foldTimeMillis;
  }

  /**
   * Sets or clears one mark.
   *
   * @return whether any window still holds the event or will
   */
  boolean mark(int field, boolean value) {
    marks = value ? marks | 1 << field : marks & ~(1 << field);
    boolean held = false;
    for (Place place : places) {
      held |= place.entry().ring().reflag(place.entry().number(), place.byMarks().get(marks));
    }
    return held;
  }
}
