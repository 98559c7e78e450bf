package io.mallguard.features.fold;

import io.mallguard.features.state.Memory;

/**
 * The entries of a lane that is asleep: oldest first, one behind the other, all that is kept while
 * they are few. Nothing points at them, so they can be moved. The first has room in the entity's
 * block: most entities never have more. One owner thread.
 *
 * <pre>
 * in the entity's block: address of the entries * 65536 + room * 256 + count, then the first room
 * awake:                 address of what is kept instead * 65536 + 65535
 * </pre>
 */
final class FewEntries {
  /** With more entries a lane is awake. */
  static final int MOST = 16;

  private static final int IN_BLOCK = 1;

  /** Longs of a line of the processor's cache. */
  private static final int LINE_LONGS = 8;

  private static final int ADDRESS_BITS = 16;
  private static final long AWAKE = (1 << ADDRESS_BITS) - 1;

  private final Memory memory;
  private final int at;
  private final int entryLongs;

  /** At an offset in the entities' blocks. */
  FewEntries(Memory memory, int at, int entryLongs) {
    this.memory = memory;
    this.at = at;
    this.entryLongs = entryLongs;
  }

  /** Longs in the entity's block. */
  int longs() {
    return 1 + IN_BLOCK * entryLongs;
  }

  /** Longs of an entity's entries beyond those in its block, fewer than none if that has room. */
  long liveLongs(long entity) {
    return (isAwake(entity) ? -IN_BLOCK : count(entity) - IN_BLOCK) * (long) entryLongs;
  }

  boolean isAwake(long entity) {
    return (memory.get(entity + at) & AWAKE) == AWAKE;
  }

  /** Where the entries are, or what is kept instead once the lane is awake. */
  long address(long entity) {
    return memory.get(entity + at) >>> ADDRESS_BITS;
  }

  /** How many entries there are, while the lane is asleep. */
  int count(long entity) {
    return (int) memory.get(entity + at) & 255;
  }

  private int room(long entity) {
    return (int) memory.get(entity + at) >>> 8 & 255;
  }

  private void put(long entity, long address, int room, int count) {
    memory.put(entity + at, address << ADDRESS_BITS | (long) room << 8 | count);
  }

  private boolean isInBlock(long entity, long address) {
    return address == entity + at + 1;
  }

  /** The entries that do not lie in the block. */
  void prefetch(long entity, Prefetch prefetch) {
    long from = address(entity);
    int longs = count(entity) * entryLongs;
    if (longs > 0 && !isInBlock(entity, from)) {
      for (int i = 0; i < longs; i += LINE_LONGS) {
        prefetch.add(memory, from + i);
      }
      prefetch.add(memory, from + longs - 1);
    }
  }

  /** Drops what is as old or older. */
  void dropUntil(long entity, long timeMillis) {
    int count = count(entity);
    long from = address(entity);
    int dropped = 0;
    while (dropped < count
        && memory.get(from + (long) dropped * entryLongs + Entry.TIME) <= timeMillis) {
      dropped++;
    }
    if (dropped > 0) {
      int kept = count - dropped;
      copy(from + (long) dropped * entryLongs, from, kept * entryLongs);
      int room = room(entity);
      put(entity, from, room, kept);
      if (kept == 0 || 2 * (kept + 1) <= room) {
        resize(entity, kept, kept + 1);
      }
    }
  }

  private void copy(long from, long to, int longs) {
    for (int i = 0; i < longs; i++) {
      memory.put(to + i, memory.get(from + i));
    }
  }

  /** Makes room for one more entry, at most {@link #MOST}; the caller fills it. */
  long append(long entity) {
    int count = count(entity);
    if (count == room(entity)) {
      resize(entity, count, Math.min(MOST, count + Math.max(1, count / 3)));
    }
    long from = address(entity);
    put(entity, from, room(entity), count + 1);
    return from + (long) count * entryLongs;
  }

  private void resize(long entity, int count, int room) {
    long from = address(entity);
    long to = room <= IN_BLOCK ? entity + at + 1 : memory.allocate(room * entryLongs);
    copy(from, to, count * entryLongs);
    clear(entity);
    put(entity, to, room, count);
  }

  /** Drops all entries. */
  void clear(long entity) {
    long from = address(entity);
    if (from != 0 && !isInBlock(entity, from)) {
      memory.free(from, room(entity) * entryLongs);
    }
    memory.put(entity + at, 0);
  }

  /** Drops all entries, for what is kept at an address instead. */
  void wake(long entity, long address) {
    clear(entity);
    memory.put(entity + at, address << ADDRESS_BITS | AWAKE);
  }

  /** What was kept instead is gone. */
  void sleep(long entity) {
    memory.put(entity + at, 0);
  }

  /** The newest entry with a number at an offset, or 0. */
  long find(long entity, int offset, long number) {
    long from = address(entity);
    for (int i = count(entity) - 1; i >= 0; i--) {
      long entry = from + (long) i * entryLongs;
      if (memory.get(entry + offset) == number) {
        return entry;
      }
    }
    return 0;
  }
}
