package io.mallguard.service.http;

import io.mallguard.features.event.Event;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One event of a request to record, or why it can't be one. Immutable.
 *
 * @param index its place among the events of the request, from 0
 * @param pointer where it is in the request
 * @param eventOrNull the event
 * @param refusedOrNull why there is none
 * @param warnings pointers of unknown fields
 */
record RecordItem(
    int index,
    String pointer,
    @Nullable Event eventOrNull,
    @Nullable RefusedException refusedOrNull,
    List<String> warnings) {

  RecordItem {
    warnings = List.copyOf(warnings);
  }

  static RecordItem of(int index, String pointer, Event event, List<String> warnings) {
    return new RecordItem(index, pointer, event, null, warnings);
  }

  static RecordItem refused(int index, String pointer, RefusedException why) {
    return new RecordItem(index, pointer, null, why, List.of());
  }

  Optional<Event> event() {
    return Optional.ofNullable(eventOrNull);
  }

  Optional<RefusedException> refused() {
    return Optional.ofNullable(refusedOrNull);
  }
}
