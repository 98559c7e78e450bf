package io.mallguard.features.problem;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects every problem of one input, so that all are reported at once. The list is bounded: past
 * {@value #MAX_KEPT} problems the rest is only counted. One owner thread.
 */
public final class Problems {
  /** Problems kept in full; a file with more is broken as a whole. */
  public static final int MAX_KEPT = 1000;

  private final List<Problem> kept = new ArrayList<>();
  private long count;

  /** Adds one problem; see {@link Problem} for the meaning of the parts. */
  public void add(String place, String code, String found, String legal) {
    add(new Problem(place, code, found, legal));
  }

  /** Adds one problem. */
  public void add(Problem problem) {
    count++;
    if (kept.size() < MAX_KEPT) {
      kept.add(problem);
    }
  }

  /** Adds all problems of another collection. */
  public void addAll(Iterable<Problem> problems) {
    problems.forEach(this::add);
  }

  /** How many problems were added, also those no longer kept. */
  public long count() {
    return count;
  }

  /** Whether nothing is wrong so far. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** The problems kept, in the order they were found. */
  public List<Problem> list() {
    return List.copyOf(kept);
  }

  /**
   * Ends a check.
   *
   * @param subject what was checked, such as a file name
   * @throws InvalidInputException if there is any problem
   */
  public void throwIfAny(String subject) {
    if (!isEmpty()) {
      throw new InvalidInputException(subject, list(), count);
    }
  }
}
