package io.mallguard.features.fold;

import io.mallguard.features.event.Field;
import io.mallguard.features.plan.Measure;
import io.mallguard.features.state.Memory;

/**
 * Time of the oldest entry of a window. In a window that nothing leaves it is the first there ever
 * was; elsewhere the entries that count are queued: addresses in a list of nodes.
 */
final class Oldest extends Accumulator {
  private static final int TIME = 0;
  private static final int KNOWN = 1;

  private final Memory memory;
  private final int flag;
  private final int at;
  private final Queue queue;
  private final boolean life;

  Oldest(Memory memory, Measure.Oldest measure, int at, boolean life) {
    this.memory = memory;
    this.flag = measure.flag();
    this.at = at;
    this.life = life;
    this.queue = new Queue(memory, at, 2);
  }

  @Override
  int longs() {
    return 2;
  }

  @Override
  void enter(long entity, long entry, long timeMillis, long flags) {
    if ((flags >>> flag & 1) == 0) {
      return;
    }
    if (!life) {
      long node = queue.addLast(entity);
      memory.put(node, entry);
      memory.put(node + 1, timeMillis);
    } else if (memory.get(entity + at + KNOWN) == 0) {
      memory.put(entity + at + TIME, timeMillis);
      memory.put(entity + at + KNOWN, 1);
    }
  }

  @Override
  void leave(long entity, long entry, long timeMillis, long flags) {
    long first = queue.first(entity);
    if (first != 0 && memory.get(first) == entry) {
      queue.removeFirst(entity);
    }
  }

  @Override
  boolean isInvertible() {
    return false;
  }

  @Override
  void restart(long entity) {
    memory.put(entity + at + KNOWN, life ? 0 : memory.get(entity + at + KNOWN));
    release(entity);
  }

  @Override
  void release(long entity) {
    if (!life) {
      queue.clear(entity);
    }
  }

  /** Fold time, {@link Field#ABSENT} if there is none. */
  long timeMillis(long entity) {
    if (life) {
      boolean known = memory.get(entity + at + KNOWN) != 0;
      return known ? memory.get(entity + at + TIME) : Field.ABSENT;
    }
    long first = queue.first(entity);
    return first == 0 ? Field.ABSENT : memory.get(first + 1);
  }
}
