package io.mallguard.features.fold;

import io.mallguard.features.plan.Window;
import io.mallguard.features.state.Memory;
import java.util.List;

/**
 * One window of a lane: where it starts (and, if it is delayed, ends) among the entries, and its
 * running numbers, all at fixed offsets in the entity's block.
 */
final class WindowState {
  private final Memory memory;
  private final Window window;
  private final int startAt;
  private final int endAt;
  private final Tallies tallies;
  private final Accumulator[] others;

  /**
   * Lays a window out.
   *
   * @param startAt offset of its positions
   */
  WindowState(Memory memory, Window window, int startAt, List<Accumulator> accumulators) {
    this.memory = memory;
    this.window = window;
    this.startAt = startAt;
    this.endAt = startAt + 1;
    this.tallies =
        accumulators.stream()
            .filter(Tallies.class::isInstance)
            .map(Tallies.class::cast)
            .findFirst()
            .orElseGet(() -> Tallies.of(memory, List.of(), 0));
    this.others =
        accumulators.stream()
            .filter(other -> !(other instanceof Tallies))
            .toArray(Accumulator[]::new);
  }

  /** How many longs the positions of a window need. */
  static int positionLongs(Window window) {
    if (window.isLife()) {
      return 0;
    }
    return window.delayMillis() > 0 ? 2 : 1;
  }

  boolean isLife() {
    return window.isLife();
  }

  /** What only counts and sums. */
  Tallies tallies() {
    return tallies;
  }

  boolean isDelayed() {
    return window.delayMillis() > 0;
  }

  long delayMillis() {
    return window.delayMillis();
  }

  long reachMillis() {
    return window.reachMillis();
  }

  /** How long after its time an entry moves it for the first time. */
  long firstDueMillis() {
    return isDelayed() ? window.delayMillis() : window.reachMillis();
  }

  void release(long entity) {
    for (Accumulator accumulator : others) {
      accumulator.release(entity);
    }
  }

  private void enter(long entity, long entry, long timeMillis, long flags) {
    tallies.enter(entity, entry, timeMillis, flags);
    enterOthers(entity, entry, timeMillis, flags);
  }

  /** All but the {@link #tallies()}. */
  void enterOthers(long entity, long entry, long timeMillis, long flags) {
    for (Accumulator accumulator : others) {
      accumulator.enter(entity, entry, timeMillis, flags);
    }
  }

  private void leave(long entity, long entry, long timeMillis, long flags) {
    tallies.leave(entity, entry, timeMillis, flags);
    for (Accumulator accumulator : others) {
      accumulator.leave(entity, entry, timeMillis, flags);
    }
  }

  long start(long entity) {
    return memory.get(entity + startAt);
  }

  /** Where the window ends: what is behind has not entered yet. */
  long end(long entity, Ring ring) {
    return isDelayed() ? memory.get(entity + endAt) : ring.head(entity);
  }

  /** A position became another, because a chunk was added there. */
  void move(long entity, long from, long to) {
    if (start(entity) == from) {
      setStart(entity, to);
    }
    if (isDelayed() && memory.get(entity + endAt) == from) {
      setEnd(entity, to);
    }
  }

  void setStart(long entity, long position) {
    memory.put(entity + startAt, position);
  }

  void setEnd(long entity, long position) {
    if (isDelayed()) {
      memory.put(entity + endAt, position);
    }
  }

  /**
   * Lets enter and leave what has to until a fold time.
   *
   * @return the fold time at which the next entry enters or leaves
   */
  long advance(long entity, Ring ring, long nowMillis) {
    long due = Long.MAX_VALUE;
    if (isDelayed()) {
      due = letEnter(entity, ring, nowMillis);
    }
    return Math.min(due, letLeave(entity, ring, nowMillis));
  }

  private long letEnter(long entity, Ring ring, long nowMillis) {
    long head = ring.head(entity);
    long enteredUntil = nowMillis - window.delayMillis();
    long position = memory.get(entity + endAt);
    long due = Long.MAX_VALUE;
    while (position != head) {
      long entry = ring.entry(position);
      long timeMillis = memory.get(entry + Entry.TIME);
      if (timeMillis > enteredUntil) {
        due = timeMillis + window.delayMillis();
        break;
      }
      enter(entity, entry, timeMillis, memory.get(entry + Entry.FLAGS));
      position = ring.next(position);
    }
    memory.put(entity + endAt, position);
    return due;
  }

  private long letLeave(long entity, Ring ring, long nowMillis) {
    long end = end(entity, ring);
    long leftUntil = nowMillis - window.reachMillis();
    long position = start(entity);
    long due = Long.MAX_VALUE;
    while (position != end) {
      long entry = ring.entry(position);
      long timeMillis = memory.get(entry + Entry.TIME);
      if (timeMillis > leftUntil) {
        due = timeMillis + window.reachMillis();
        break;
      }
      leave(entity, entry, timeMillis, memory.get(entry + Entry.FLAGS));
      position = ring.next(position);
    }
    setStart(entity, position);
    return due;
  }

  /** The oldest entry, at a position, is dropped: it leaves, or never enters. */
  void drop(long entity, Ring ring, long position, long next) {
    if (isLife()) {
      return;
    }
    long end = isDelayed() ? memory.get(entity + endAt) : 0;
    long start = start(entity);
    boolean notEntered = end == position;
    if (start == position && !notEntered) {
      long entry = ring.entry(position);
      long timeMillis = memory.get(entry + Entry.TIME);
      leave(entity, entry, timeMillis, memory.get(entry + Entry.FLAGS));
    }
    setStart(entity, start == position ? next : start);
    setEnd(entity, notEntered ? next : end);
  }

  /** Whether an entry of the ring is inside, once the window was advanced. */
  boolean holds(long timeMillis, long nowMillis) {
    return isLife()
        || (timeMillis > nowMillis - window.reachMillis()
            && (!isDelayed() || timeMillis <= nowMillis - window.delayMillis()));
  }

  /** An entry inside got other condition bits: only what changed goes out and in. */
  void change(long entity, Ring ring, long entry, long before, long after) {
    change(entity, ring, entry, before, after, tallies);
    for (Accumulator accumulator : others) {
      change(entity, ring, entry, before, after, accumulator);
    }
  }

  private void change(
      long entity, Ring ring, long entry, long before, long after, Accumulator accumulator) {
    if (accumulator.isInvertible()) {
      long timeMillis = memory.get(entry + Entry.TIME);
      accumulator.leave(entity, entry, timeMillis, before & ~after);
      accumulator.enter(entity, entry, timeMillis, after & ~before);
    } else {
      restart(entity, ring, accumulator);
    }
  }

  /** Takes out an entry whose numbers are about to grow; what only grows can stay. */
  void retract(long entity, long entry, long timeMillis) {
    if (isDelayed()) {
      return;
    }
    for (Accumulator accumulator : others) {
      if (accumulator.isInvertible()) {
        accumulator.leave(entity, entry, timeMillis, 1);
      }
    }
  }

  /** Gives all entries anew to what can't be corrected otherwise. */
  void restart(long entity, Ring ring, Accumulator accumulator) {
    accumulator.restart(entity);
    long end = end(entity, ring);
    long position = isLife() ? ring.oldest(entity) : start(entity);
    while (position != end) {
      long entry = ring.entry(position);
      long timeMillis = memory.get(entry + Entry.TIME);
      accumulator.enter(entity, entry, timeMillis, memory.get(entry + Entry.FLAGS));
      position = ring.next(position);
    }
  }
}
