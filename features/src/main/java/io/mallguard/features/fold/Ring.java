package io.mallguard.features.fold;

import io.mallguard.features.state.Memory;

/**
 * The entries of one entity in one lane, oldest first, in a chain of chunks that grow with the
 * number of entries. One owner thread.
 *
 * <pre>
 * header (in the entity's block): head position, number of entries, position of the oldest
 * chunk: next chunk, how many entries fit, entries
 * position: chunk address * 256 + entry within the chunk
 * </pre>
 */
final class Ring {
  static final int HEADER_LONGS = 3;

  private static final int HEAD = 0;
  private static final int COUNT = 1;
  private static final int OLDEST = 2;
  private static final int CHUNK_HEADER = 2;
  private static final int FIRST_CAPACITY = 2;
  private static final int MAX_CAPACITY = 63;

  private final Memory memory;
  private final int at;
  private final int entryLongs;

  /** The rings at an offset in the entities' blocks. */
  Ring(Memory memory, int at, int entryLongs) {
    this.memory = memory;
    this.at = at;
    this.entryLongs = entryLongs;
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
    return settle(memory.get(entity + at + OLDEST));
  }

  /** Reads what lies at a position, whatever it is, so that it is in the cache soon. */
  long touch(long position) {
    return memory.touch(entry(position));
  }

  /** The entry at a position that is not the head; the position must be {@link #settle settled}. */
  long entry(long position) {
    return (position >>> 8) + CHUNK_HEADER + (position & 255) * entryLongs;
  }

  /** A position at the end of a full chunk becomes the start of the next, if there is one. */
  long settle(long position) {
    long chunk = position >>> 8;
    if (chunk == 0 || (position & 255) < memory.get(chunk + 1)) {
      return position;
    }
    long next = memory.get(chunk);
    return next == 0 ? position : next << 8;
  }

  /**
   * Makes room for one entry.
   *
   * @return its position; the caller fills the entry
   */
  long append(long entity) {
    long head = head(entity);
    long chunk = head >>> 8;
    if (chunk == 0) {
      head = newChunk(FIRST_CAPACITY) << 8;
      memory.put(entity + at + OLDEST, head);
    } else {
      long capacity = memory.get(chunk + 1);
      if ((head & 255) == capacity) {
        long next = newChunk((int) Math.min(MAX_CAPACITY, capacity + (capacity + 1) / 2));
        memory.put(chunk, next);
        head = next << 8;
      }
    }
    memory.put(entity + at + HEAD, head + 1);
    memory.add(entity + at + COUNT, 1);
    return head;
  }

  private long newChunk(int capacity) {
    long chunk = memory.allocate(CHUNK_HEADER + capacity * entryLongs);
    memory.put(chunk + 1, capacity);
    return chunk;
  }

  /** Drops the oldest entry. */
  void drop(long entity) {
    long position = oldest(entity);
    memory.add(entity + at + COUNT, -1);
    long next = settle(position + 1);
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
    memory.free(chunk, CHUNK_HEADER + (int) memory.get(chunk + 1) * entryLongs);
  }
}
