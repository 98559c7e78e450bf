package io.mallguard.features.fold;

import io.mallguard.features.state.Memory;

/**
 * The entries of one entity in one lane, oldest first, in a chain of chunks that grow with the
 * number of entries. One owner thread.
 *
 * <pre>
 * header (in the entity's block): head position, number of entries, position of the oldest
 * chunk: first position of the next chunk, how many entries fit, entries from the last to the first
 * position: chunk address * 256 + entries of the chunk from there on
 * </pre>
 *
 * Where a chunk ends is seen from the position: its header, which is seldom in the processor's
 * cache, is read once per chunk and not once per entry.
 */
final class Ring {
  static final int HEADER_LONGS = 3;

  private static final int HEAD = 0;
  private static final int COUNT = 1;
  private static final int OLDEST = 2;
  private static final int NEXT = 0;
  private static final int CAPACITY = 1;
  private static final int CHUNK_HEADER = 2;
  private static final int MAX_CAPACITY = 63;

  private final Memory memory;
  private final int at;
  private final int entryLongs;
  private final int firstCapacity;

  /**
   * The rings at an offset in the entities' blocks.
   *
   * @param firstCapacity how many entries fit into the first chunk
   */
  Ring(Memory memory, int at, int entryLongs, int firstCapacity) {
    this.memory = memory;
    this.at = at;
    this.entryLongs = entryLongs;
    this.firstCapacity = firstCapacity;
  }

  /** Where the next entry will be; 0 if there is none and no chunk. */
  long head(long entity) {
    return memory.get(entity + at + HEAD);
  }

  long count(long entity) {
    return memory.get(entity + at + COUNT);
  }

  /** Where the oldest entry is; the head if there is none. */
  long oldest(long entity) {
    return memory.get(entity + at + OLDEST);
  }

  /** The newest entry, or 0. */
  long newest(long entity) {
    long head = head(entity);
    return head == 0 ? 0 : entry(head + 1);
  }

  /** The entry at a position that is not the head. */
  long entry(long position) {
    return (position >>> 8) + CHUNK_HEADER + ((position & 255) - 1) * entryLongs;
  }

  /** The position after one that is not the head. */
  long next(long position) {
    long after = position - 1;
    if ((after & 255) != 0) {
      return after;
    }
    long inNextChunk = memory.get((after >>> 8) + NEXT);
    return inNextChunk == 0 ? after : inNextChunk;
  }

  /**
   * Makes room for one entry.
   *
   * @return its position, which is the head of before unless a chunk was added; the caller fills
   *     the entry
   */
  long append(long entity) {
    long head = head(entity);
    if (head == 0) {
      head = newChunk(firstCapacity);
      memory.put(entity + at + OLDEST, head);
    } else if ((head & 255) == 0) {
      long chunk = head >>> 8;
      long capacity = memory.get(chunk + CAPACITY);
      head = newChunk((int) Math.min(MAX_CAPACITY, capacity + (capacity + 1) / 2));
      memory.put(chunk + NEXT, head);
    }
    memory.put(entity + at + HEAD, head - 1);
    memory.add(entity + at + COUNT, 1);
    return head;
  }

  private long newChunk(int capacity) {
    long chunk = memory.allocate(CHUNK_HEADER + capacity * entryLongs);
    memory.put(chunk + CAPACITY, capacity);
    return chunk << 8 | capacity;
  }

  /** Drops the oldest entry. */
  void drop(long entity) {
    long position = oldest(entity);
    memory.add(entity + at + COUNT, -1);
    long next = next(position);
    if (next >>> 8 != position >>> 8) {
      free(position >>> 8);
    }
    memory.put(entity + at + OLDEST, next);
  }

  /** Frees the last chunk of a ring without entries. */
  void close(long entity) {
    free(head(entity) >>> 8);
    memory.put(entity + at + HEAD, 0);
    memory.put(entity + at + OLDEST, 0);
  }

  private void free(long chunk) {
    memory.free(chunk, CHUNK_HEADER + (int) memory.get(chunk + CAPACITY) * entryLongs);
  }
}
