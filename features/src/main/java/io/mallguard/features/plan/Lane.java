package io.mallguard.features.plan;

import io.mallguard.features.expression.Whole;
import java.util.List;

/**
 * The past entries of an entity that some features share, with their windows and running numbers.
 * Immutable.
 *
 * @param index position in the family
 * @param stage 1, or more if conditions or values read columns of lower stages
 * @param sources which events leave an entry
 * @param flags how many condition bits an entry has, 1 to 63; bit 0 is set unless the entry was
 *     superseded
 * @param values how many whole numbers an entry has
 * @param indexed whether an entry can be found again by the event's own id: its conditions read
 *     marked fields, or its events can be superseded
 * @param resolutionMillis entries of one such span are summed into one, 0 for exact
 * @param windows its windows
 * @param measures its running numbers
 */
public record Lane(
    int index,
    int stage,
    List<Source> sources,
    int flags,
    int values,
    boolean indexed,
    long resolutionMillis,
    List<Window> windows,
    List<Measure> measures) {
  /** Copies the lists. */
  public Lane {
    sources = List.copyOf(sources);
    windows = List.copyOf(windows);
    measures = List.copyOf(measures);
  }

  /** How far back its widest window reads; {@link Window#LIFE} windows keep no entries. */
  public long reachMillis() {
    return windows.stream()
        .filter(window -> !window.isLife())
        .mapToLong(Window::reachMillis)
        .max()
        .orElse(0);
  }

  /**
   * The entries that events of one touch leave.
   *
   * @param touch index of the touch in the family
   * @param flags a condition per bit, the first always true
   * @param values a value per number
   */
  public record Source(int touch, Whole flags, List<Whole> values) {
    /** Copies the list. */
    public Source {
      values = List.copyOf(values);
    }
  }
}
