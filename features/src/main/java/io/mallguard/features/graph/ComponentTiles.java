package io.mallguard.features.graph;

import io.mallguard.features.state.Memory;

/**
 * One sum of components, in tiles and groups: a chain of entries per component, newest tile first,
 * within a tile by group. One owner thread.
 *
 * <pre>
 * entry: tile (fold time / its length), group, sum, next entry
 * </pre>
 */
final class ComponentTiles {
  /** Most groups of a tile; what further groups bring counts for no group. */
  static final int MAX_GROUPS = 64;

  private static final int TILE = 0;
  private static final int GROUP = 1;
  private static final int VALUE = 2;
  private static final int NEXT = 3;
  private static final int LONGS = 4;

  /** The last in a tile: the sum of all groups beyond the bound. No key has this number. */
  private static final long NO_GROUP = Long.MAX_VALUE;

  private final Memory memory;
  private final Components.Sum settings;
  private final Tally groups = new Tally();

  ComponentTiles(Memory memory, Components.Sum settings) {
    this.memory = memory;
    this.settings = settings;
  }

  Components.Of of() {
    return settings.of();
  }

  /** Adds a number; the chain's first entry stands at an address. */
  void add(long head, long group, long value, long nowMillis) {
    long tile = Math.floorDiv(nowMillis, settings.tileMillis());
    long first = memory.get(head);
    if (first != 0 && memory.get(first + TILE) < tile) {
      // Once per tile is often enough to cut off what has left the window.
      cut(head, oldest(nowMillis));
    }
    long single = memory.allocate(LONGS);
    memory.put(single + TILE, tile);
    memory.put(single + GROUP, group);
    memory.put(single + VALUE, value);
    weave(head, single);
  }

  /** Moves all entries of one chain to another. */
  void merge(long head, long otherHead) {
    long other = memory.get(otherHead);
    memory.put(otherHead, 0);
    weave(head, other);
  }

  /** Weaves entries into a chain, both in order; looks no further than the last of them. */
  private void weave(long head, long entries) {
    long from = entries;
    long at = head;
    long tile = Long.MIN_VALUE;
    int count = 0;
    while (from != 0) {
      long here = memory.get(at);
      int order = here == 0 ? -1 : compare(from, here);
      if (order > 0) {
        count = memory.get(here + TILE) == tile ? count + 1 : 1;
        tile = memory.get(here + TILE);
        at = here + NEXT;
        continue;
      }
      long next = memory.get(from + NEXT);
      if (order == 0) {
        memory.add(here + VALUE, memory.get(from + VALUE));
        memory.free(from, LONGS);
      } else {
        memory.put(from + NEXT, here);
        memory.put(at, from);
        bound(at, memory.get(from + TILE) == tile ? count : 0);
      }
      from = next;
    }
  }

  /** Newer tiles first, then by group. */
  private int compare(long a, long b) {
    int byTile = Long.compare(memory.get(b + TILE), memory.get(a + TILE));
    return byTile != 0 ? byTile : Long.compare(memory.get(a + GROUP), memory.get(b + GROUP));
  }

  /** If a tile has too many groups now, its last one joins those of no group. */
  private void bound(long added, int before) {
    long tile = memory.get(memory.get(added) + TILE);
    long at = added;
    int count = before;
    while (isGroupOf(tile, memory.get(at)) && ++count <= MAX_GROUPS) {
      at = memory.get(at) + NEXT;
    }
    if (count <= MAX_GROUPS) {
      return;
    }
    long last = memory.get(at);
    long next = memory.get(last + NEXT);
    if (next != 0 && memory.get(next + TILE) == tile) {
      memory.add(next + VALUE, memory.get(last + VALUE));
      memory.put(at, next);
      memory.free(last, LONGS);
    } else {
      memory.put(last + GROUP, NO_GROUP);
    }
  }

  private boolean isGroupOf(long tile, long entry) {
    return entry != 0 && memory.get(entry + TILE) == tile && memory.get(entry + GROUP) != NO_GROUP;
  }

  /** The first tile whose end has not left the window. */
  private long oldest(long nowMillis) {
    return Math.floorDiv(nowMillis - settings.windowMillis(), settings.tileMillis());
  }

  private void cut(long head, long oldestTile) {
    long at = head;
    while (memory.get(at) != 0 && memory.get(memory.get(at) + TILE) >= oldestTile) {
      at = memory.get(at) + NEXT;
    }
    clear(at);
  }

  /** Drops all entries from an address on. */
  void clear(long head) {
    long entry = memory.get(head);
    while (entry != 0) {
      long next = memory.get(entry + NEXT);
      memory.free(entry, LONGS);
      entry = next;
    }
    memory.put(head, 0);
  }

  long sum(long head, long nowMillis) {
    long oldest = oldest(nowMillis);
    long sum = 0;
    for (long at = memory.get(head); at != 0; at = memory.get(at + NEXT)) {
      if (memory.get(at + TILE) < oldest) {
        break;
      }
      sum += memory.get(at + VALUE);
    }
    return sum;
  }

  double topShare(long head, long nowMillis) {
    long oldest = oldest(nowMillis);
    long sum = 0;
    groups.clear();
    for (long at = memory.get(head); at != 0; at = memory.get(at + NEXT)) {
      if (memory.get(at + TILE) < oldest) {
        break;
      }
      sum += memory.get(at + VALUE);
      if (memory.get(at + GROUP) != NO_GROUP) {
        groups.add(memory.get(at + GROUP), memory.get(at + VALUE));
      }
    }
    return sum <= 0 ? Double.NaN : (double) groups.greatest() / (double) sum;
  }
}
