package io.mallguard.features.state;

/**
 * A hash table in a {@link Memory}, from a well-mixed 64-bit key to a number that is not 0. It
 * grows one segment at a time (extendible hashing: Fagin, Nievergelt, Pippenger, Strong, ACM TODS
 * 1979), so no single insertion has to move the whole table. One owner thread.
 */
public final class Index {
  /*
   * Root block:   depth, directory address, number of keys, sweep position.
   * Directory:    2^depth segment addresses, by the key's high bits.
   * Segment:      its own depth, then slots of (key, value); value 0 is an empty
   *               slot; linear probing from the key's low bits. The high bits of a value say until
   *               when a sweep passes over it.
   */
  private static final int DEPTH = 0;
  private static final int DIRECTORY = 1;
  private static final int KEYS = 2;
  private static final int SWEEP = 3;
  private static final int ROOT_LONGS = 4;

  private static final int SLOTS = 512;
  private static final int HEADER = 1;
  private static final int SEGMENT_LONGS = HEADER + 2 * SLOTS;

  /**
   * A segment is split when a key would lie further from where its search begins: no count of keys
   * is needed, which would be one more line of memory to wait for. Segments are then about 60 %
   * full, and a search for what is not there looks at 4 slots on average.
   */
  private static final int MAX_STEPS = 24;

  private static final int VALUE_BITS = 40;
  private static final long VALUE_MASK = (1L << VALUE_BITS) - 1;

  /** Until when a sweep passes over a slot is kept in units of 2^22 ms, about 70 minutes. */
  private static final int KEPT_UNIT_BITS = 22;

  private static final long MAX_KEPT = (1L << (Long.SIZE - VALUE_BITS)) - 1;

  /** Bound of the directory, the largest block: 2^19 segments hold some 120 million keys. */
  private static final int MAX_DEPTH = 19;

  private final Memory memory;
  private final long root;

  /** The table at a root address. */
  private Index(Memory memory, long root) {
    this.memory = memory;
    this.root = root;
  }

  /** A new, empty table. */
  public static Index create(Memory memory) {
    long root = memory.allocate(ROOT_LONGS);
    long directory = memory.allocate(1);
    memory.put(directory, memory.allocate(SEGMENT_LONGS));
    memory.put(root + DIRECTORY, directory);
    return new Index(memory, root);
  }

  /** A table created earlier, by its {@link #address()}. */
  public static Index at(Memory memory, long address) {
    return new Index(memory, address);
  }

  /** Where the table is. */
  public long address() {
    return root;
  }

  /** How many keys it holds. */
  public long size() {
    return memory.get(root + KEYS);
  }

  /** The value of a key, or 0. */
  public long find(long key) {
    long segment = segment(key);
    long[] page = memory.page(segment);
    int first = Memory.offset(segment) + HEADER;
    int slot = (int) key & (SLOTS - 1);
    while (true) {
      int at = first + 2 * slot;
      long value = page[at + 1];
      if (value == 0 || page[at] == key) {
        return value & VALUE_MASK;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
  }

  /** The address where the search for a key begins. */
  public long home(long key) {
    return segment(key) + HEADER + 2L * ((int) key & (SLOTS - 1));
  }

  private long segment(long key) {
    int depth = (int) memory.get(root + DEPTH);
    long directory = memory.get(root + DIRECTORY);
    return memory.get(directory + (depth == 0 ? 0 : key >>> -depth));
  }

  /**
   * Sets the value of a key.
   *
   * @param value 1 to 2^40 - 1
   */
  public void put(long key, long value) {
    put(key, value, 0);
  }

  /**
   * Sets the value of a key.
   *
   * @param value 1 to 2^40 - 1
   * @param keptUntilMillis fold time before which {@link #sweep} passes over it
   */
  public void put(long key, long value, long keptUntilMillis) {
    insert(key, value | kept(keptUntilMillis) << VALUE_BITS);
  }

  private static long kept(long untilMillis) {
    return Math.min(Math.max(untilMillis >> KEPT_UNIT_BITS, 0), MAX_KEPT);
  }

  private void insert(long key, long value) {
    long segment = segment(key);
    int slot = slotOf(segment, key);
    long at = segment + HEADER + 2L * slot;
    if (memory.get(at + 1) == 0) {
      int steps = steps(key, slot);
      if (steps > MAX_STEPS && memory.get(segment) < MAX_DEPTH) {
        split(segment, key);
        insert(key, value);
        return;
      }
      if (steps == SLOTS - 1) {
        throw new IllegalStateException("too many keys share their high bits");
      }
      memory.put(at, key);
      memory.add(root + KEYS, 1);
    }
    memory.put(at + 1, value);
  }

  /** The slot that holds the key, or the empty one where it would go. */
  private int slotOf(long segment, long key) {
    int slot = (int) key & (SLOTS - 1);
    while (true) {
      long at = segment + HEADER + 2L * slot;
      if (memory.get(at + 1) == 0 || memory.get(at) == key) {
        return slot;
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
  }

  private static int steps(long key, int slot) {
    return (slot - (int) key) & (SLOTS - 1);
  }

  private void split(long segment, long key) {
    int depth = (int) memory.get(segment);
    if (depth == (int) memory.get(root + DEPTH)) {
      doubleDirectory();
    }
    long left = memory.allocate(SEGMENT_LONGS);
    long right = memory.allocate(SEGMENT_LONGS);
    memory.put(left, depth + 1);
    memory.put(right, depth + 1);
    for (int slot = 0; slot < SLOTS; slot++) {
      long at = segment + HEADER + 2L * slot;
      long value = memory.get(at + 1);
      if (value != 0) {
        long moved = memory.get(at);
        insertNew((moved << depth) < 0 ? right : left, moved, value);
      }
    }
    redirect(key, depth, left, right);
    memory.free(segment, SEGMENT_LONGS);
  }

  private void insertNew(long segment, long key, long value) {
    long at = segment + HEADER + 2L * slotOf(segment, key);
    memory.put(at, key);
    memory.put(at + 1, value);
  }

  /** All directory entries that shared the old segment now go left or right. */
  private void redirect(long key, int oldDepth, long left, long right) {
    int depth = (int) memory.get(root + DEPTH);
    long directory = memory.get(root + DIRECTORY);
    int span = 1 << (depth - oldDepth);
    long first = oldDepth == 0 ? 0 : (key >>> -oldDepth) << (depth - oldDepth);
    for (int i = 0; i < span; i++) {
      memory.put(directory + first + i, i < span / 2 ? left : right);
    }
  }

  private void doubleDirectory() {
    int depth = (int) memory.get(root + DEPTH);
    long old = memory.get(root + DIRECTORY);
    int size = 1 << depth;
    long twice = memory.allocate(size * 2);
    for (int i = 0; i < size; i++) {
      long segment = memory.get(old + i);
      memory.put(twice + 2L * i, segment);
      memory.put(twice + 2L * i + 1, segment);
    }
    memory.free(old, size);
    memory.put(root + DIRECTORY, twice);
    memory.put(root + DEPTH, depth + 1);
  }

  /** Removes a key, if it is there. */
  public void remove(long key) {
    long segment = segment(key);
    int slot = slotOf(segment, key);
    if (memory.get(segment + HEADER + 2L * slot + 1) == 0) {
      return;
    }
    memory.add(root + KEYS, -1);
    closeGap(segment, slot);
  }

  /** Moves later keys of the probe run back, so that no run has a hole (Knuth, TAOCP 6.4, R). */
  private void closeGap(long segment, int gap) {
    int hole = gap;
    int slot = gap;
    while (true) {
      slot = (slot + 1) & (SLOTS - 1);
      long at = segment + HEADER + 2L * slot;
      long value = memory.get(at + 1);
      if (value == 0) {
        memory.put(segment + HEADER + 2L * hole + 1, 0);
        return;
      }
      long key = memory.get(at);
      int fromHome = steps(key, slot);
      int fromHole = (slot - hole) & (SLOTS - 1);
      if (fromHome >= fromHole) {
        memory.put(segment + HEADER + 2L * hole, key);
        memory.put(segment + HEADER + 2L * hole + 1, value);
        hole = slot;
      }
    }
  }

  /**
   * The value in the next slot of an endless round over the table, to look for what has expired, a
   * little at a time.
   *
   * @return 0 if that slot is empty or kept until later
   */
  public long sweep(long nowMillis) {
    long position = memory.get(root + SWEEP);
    long size = (long) SLOTS << memory.get(root + DEPTH);
    position = position >= size ? 0 : position;
    memory.put(root + SWEEP, position + 1);
    long value = memory.get(swept(position) + 1);
    return value >>> VALUE_BITS > kept(nowMillis) ? 0 : value & VALUE_MASK;
  }

  /** What was swept last can't expire before a fold time: passed over until then. */
  public void keepSwept(long untilMillis) {
    long value = swept(memory.get(root + SWEEP) - 1) + 1;
    long address = memory.get(value) & VALUE_MASK;
    memory.put(value, address | kept(untilMillis) << VALUE_BITS);
  }

  private long swept(long position) {
    long segment = memory.get(memory.get(root + DIRECTORY) + position / SLOTS);
    return segment + HEADER + 2 * (position % SLOTS);
  }

  /** All values, in no useful order. */
  public long[] values() {
    long[] values = new long[(int) size()];
    int found = 0;
    int depth = (int) memory.get(root + DEPTH);
    long directory = memory.get(root + DIRECTORY);
    for (long entry = 0; entry < 1L << depth; ) {
      long segment = memory.get(directory + entry);
      for (int slot = 0; slot < SLOTS; slot++) {
        long value = memory.get(segment + HEADER + 2L * slot + 1);
        if (value != 0) {
          values[found++] = value & VALUE_MASK;
        }
      }
      // A segment of a lesser depth stands in several entries, one after the other.
      entry += 1L << (depth - (int) memory.get(segment));
    }
    return values;
  }
}
