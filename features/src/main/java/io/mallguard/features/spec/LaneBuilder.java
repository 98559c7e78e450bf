package io.mallguard.features.spec;

import io.mallguard.features.expression.CheckedCondition;
import io.mallguard.features.expression.MarkUse;
import io.mallguard.features.schema.EventScope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects what the features over one key and event type need, without keeping anything twice. */
final class LaneBuilder {
  /** Text of the filter that lets every event through. */
  static final String EVERY = "true";

  private static final double[] NO_ROW = {};

  /** Entries keep their flags in one long. */
  static final int MAX_FLAGS = 64;

  private final int index;
  private final List<String> key;
  private final int eventType;
  private final List<Integer> keyFields;
  private final long idleTtlMillis;
  private final List<Integer> values = new ArrayList<>();
  private final Map<String, Flag> flags = new LinkedHashMap<>();
  private final List<Window> windows = new ArrayList<>();
  private final List<Measure> measures = new ArrayList<>();
  private int marks;

  LaneBuilder(
      int index, List<String> key, int eventType, List<Integer> keyFields, long idleTtlMillis) {
    this.index = index;
    this.key = key;
    this.eventType = eventType;
    this.keyFields = keyFields;
    this.idleTtlMillis = idleTtlMillis;
  }

  int index() {
    return index;
  }

  int window(Window window) {
    return indexIn(windows, window);
  }

  /** A measure that counts events, or sums a field over events in which it has a value. */
  int measure(String where, CheckedCondition condition, int presentField, int sumField) {
    String flagKey = presentField + " " + where;
    flags.putIfAbsent(
        flagKey,
        new Flag(
            (event, of) -> condition.truth().test(EventScope.slots(event, of), NO_ROW),
            presentField));
    marks |= condition.markUse().marks();
    int flag = new ArrayList<>(flags.keySet()).indexOf(flagKey);
    return indexIn(measures, new Measure(flag, sumField < 0 ? -1 : indexIn(values, sumField)));
  }

  static CheckedCondition every() {
    return new CheckedCondition((slots, row) -> true, MarkUse.NONE, Set.of(), Set.of());
  }

  private static <T> int indexIn(List<T> list, T element) {
    if (!list.contains(element)) {
      list.add(element);
    }
    return list.indexOf(element);
  }

  int flagCount() {
    return flags.size();
  }

  Lane build() {
    return new Lane(
        key,
        eventType,
        keyFields,
        values,
        List.copyOf(flags.values()),
        marks,
        windows,
        measures,
        idleTtlMillis);
  }

  /** What shapes the state, as text: equal text, same layout. */
  String layout() {
    return key
        + " "
        + eventType
        + " "
        + keyFields
        + " "
        + values
        + " "
        + flags.keySet()
        + " "
        + windows
        + " "
        + measures
        + " "
        + idleTtlMillis;
  }
}
