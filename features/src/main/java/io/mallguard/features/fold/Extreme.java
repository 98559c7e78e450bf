package io.mallguard.features.fold;

import io.mallguard.features.event.Field;
import io.mallguard.features.plan.Measure;
import io.mallguard.features.state.Memory;

/**
 * The greatest (or least) value in a window: a queue of entries none of which has a later one as
 * great, so that its first is the answer (Lemire, Nordic Journal of Computing 13(4), 2006). A
 * window that nothing leaves keeps one node.
 */
final class Extreme extends Accumulator {
  private static final int ENTRY = 0;
  private static final int VALUE = 1;

  private final Memory memory;
  private final Measure.Extreme measure;
  private final Queue queue;
  private final boolean life;

  Extreme(Memory memory, Measure.Extreme measure, int at, boolean life) {
    this.memory = memory;
    this.measure = measure;
    this.queue = new Queue(memory, at, 2);
    this.life = life;
  }

  @Override
  int longs() {
    return Queue.HEADER_LONGS;
  }

  @Override
  void enter(long entity, long entry, long timeMillis, long flags) {
    if ((flags >>> measure.flag() & 1) == 0) {
      return;
    }
    long value = memory.get(entry + Entry.VALUES + measure.value());
    if (value == Field.ABSENT) {
      return;
    }
    long last = queue.last(entity);
    if (life && last != 0 && !covers(value, memory.get(last + VALUE))) {
      return;
    }
    while (last != 0 && covers(value, memory.get(last + VALUE))) {
      queue.removeLast(entity);
      last = queue.last(entity);
    }
    long node = queue.addLast(entity);
    memory.put(node + ENTRY, entry);
    memory.put(node + VALUE, value);
  }

  private boolean covers(long value, long earlier) {
    return measure.greatest() ? value >= earlier : value <= earlier;
  }

  @Override
  void leave(long entity, long entry, long timeMillis, long flags) {
    long first = queue.first(entity);
    if (first != 0 && memory.get(first + ENTRY) == entry) {
      queue.removeFirst(entity);
    }
  }

  @Override
  boolean isInvertible() {
    return false;
  }

  @Override
  void restart(long entity) {
    queue.clear(entity);
  }

  @Override
  void release(long entity) {
    queue.clear(entity);
  }

  /** The value, {@link Field#ABSENT} if the window is empty. */
  long value(long entity) {
    long first = queue.first(entity);
    return first == 0 ? Field.ABSENT : memory.get(first + VALUE);
  }
}
