package io.mallguard.features.spec;

import java.util.List;

/**
 * The past events of one type under one key: what the fold keeps per entity. All features over the
 * same key and event type share one lane. Immutable.
 *
 * @param key entities of the key
 * @param eventType index of the event type
 * @param keyFields fields of the event type that hold the key
 * @param values fields whose value is kept with each entry
 * @param flags bits kept with each entry, at most 64
 * @param marks bit set of the marked fields that any flag reads
 * @param windows the windows
 * @param measures the running numbers of each window
 * @param idleTtlMillis state untouched for longer is empty
 */
public record Lane(
    List<String> key,
    int eventType,
    List<Integer> keyFields,
    List<Integer> values,
    List<Flag> flags,
    int marks,
    List<Window> windows,
    List<Measure> measures,
    long idleTtlMillis) {

  /** Copies the lists. */
  public Lane {
    key = List.copyOf(key);
    keyFields = List.copyOf(keyFields);
    values = List.copyOf(values);
    flags = List.copyOf(flags);
    windows = List.copyOf(windows);
    measures = List.copyOf(measures);
  }

  /** How far back the widest window reads. */
  public long reachMillis() {
    return windows.stream().mapToLong(Window::reachMillis).max().orElse(0);
  }
}
