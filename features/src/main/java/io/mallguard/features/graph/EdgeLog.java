package io.mallguard.features.graph;

import io.mallguard.features.state.Memory;

/**
 * The edges of a window in log order, for jobs that look at all of them. One owner thread.
 *
 * <pre>
 * root:  first chunk, position in it, last chunk, position in it, number of edges
 * chunk: next chunk, then edges: fold time, keys
 * </pre>
 */
final class EdgeLog {
  static final int ROOT_LONGS = 5;

  private static final int FIRST = 0;
  private static final int FIRST_AT = 1;
  private static final int LAST = 2;
  private static final int LAST_AT = 3;
  private static final int COUNT = 4;

  private static final int CHUNK_EDGES = 256;

  private final Memory memory;
  private final long root;
  private final int keys;
  private final int edgeLongs;
  private final long windowMillis;

  EdgeLog(Memory memory, long root, int keys, long windowMillis) {
    this.memory = memory;
    this.root = root;
    this.keys = keys;
    this.edgeLongs = 1 + keys;
    this.windowMillis = windowMillis;
  }

  private int chunkLongs() {
    return 1 + CHUNK_EDGES * edgeLongs;
  }

  /** Room for the keys of a new edge, for the owner to fill; what left the window is dropped. */
  long append(long nowMillis) {
    dropOld(nowMillis);
    long last = memory.get(root + LAST);
    if (last == 0 || memory.get(root + LAST_AT) == CHUNK_EDGES) {
      long chunk = memory.allocate(chunkLongs());
      memory.put(last == 0 ? root + FIRST : last, chunk);
      memory.put(root + LAST, chunk);
      memory.put(root + LAST_AT, 0);
      last = chunk;
    }
    long edge = last + 1 + memory.get(root + LAST_AT) * edgeLongs;
    memory.add(root + LAST_AT, 1);
    memory.add(root + COUNT, 1);
    memory.put(edge, nowMillis);
    return edge + 1;
  }

  private void dropOld(long nowMillis) {
    while (memory.get(root + COUNT) > 0) {
      long chunk = memory.get(root + FIRST);
      long at = memory.get(root + FIRST_AT);
      if (memory.get(chunk + 1 + at * edgeLongs) > nowMillis - windowMillis) {
        return;
      }
      memory.add(root + COUNT, -1);
      memory.put(root + FIRST_AT, at + 1);
      if (at + 1 == CHUNK_EDGES || memory.get(root + COUNT) == 0) {
        memory.put(root + FIRST, memory.get(chunk));
        memory.put(root + FIRST_AT, 0);
        if (chunk == memory.get(root + LAST)) {
          memory.put(root + LAST, 0);
        }
        memory.free(chunk, chunkLongs());
      }
    }
  }

  /** The keys of all edges in the window, oldest edge first: a new array, for a job. */
  long[] keys(long nowMillis) {
    dropOld(nowMillis);
    int count = (int) memory.get(root + COUNT);
    long[] all = new long[count * keys];
    long chunk = memory.get(root + FIRST);
    long at = memory.get(root + FIRST_AT);
    for (int i = 0; i < count; i++) {
      if (at == CHUNK_EDGES) {
        chunk = memory.get(chunk);
        at = 0;
      }
      for (int k = 0; k < keys; k++) {
        all[i * keys + k] = memory.get(chunk + 1 + at * edgeLongs + 1 + k);
      }
      at++;
    }
    return all;
  }
}
