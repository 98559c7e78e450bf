package io.mallguard.features.fold;

import io.mallguard.features.state.Memory;
import java.util.Arrays;

/**
 * Addresses that will be needed soon, read one right after the other: the shorter the loop, the
 * more of them a processor waits for at the same time. One owner thread.
 */
public final class Prefetch {
  private long[][] pages = new long[256][];
  private int[] offsets = new int[256];
  private int count;

  /** Written so that reading is not optimised away. */
  @SuppressWarnings("UnusedVariable")
  private long lastSeen;

  /** Notes an address of a page, whether or not anything was allocated there. */
  void add(Memory memory, long address) {
    long[] page = memory.page(address);
    int offset = Memory.offset(address);
    if (offset < page.length) {
      add(page, offset);
    }
  }

  /** Notes an offset within a page. */
  void add(long[] page, int offset) {
    if (count == offsets.length) {
      pages = Arrays.copyOf(pages, 2 * count);
      offsets = Arrays.copyOf(offsets, 2 * count);
    }
    pages[count] = page;
    offsets[count++] = offset;
  }

  /** Reads all that was noted, and forgets it. */
  public void fetch() {
    long seen = 0;
    for (int i = 0; i < count; i++) {
      seen += pages[i][offsets[i]];
    }
    lastSeen = seen;
    count = 0;
  }
}
