package io.mallguard.features.fold;

import java.util.Arrays;

/**
 * The keys that the elements of a list name: one that is named twice counts once. Reused. One owner
 * thread.
 */
public final class DistinctKeys {
  private long[] seen = new long[16];
  private int count;

  /** Forgets all. */
  public void clear() {
    count = 0;
  }

  /** Whether a key is seen for the first time. */
  public boolean add(long key) {
    for (int i = 0; i < count; i++) {
      if (seen[i] == key) {
        return false;
      }
    }
    if (count == seen.length) {
      seen = Arrays.copyOf(seen, count * 2);
    }
    seen[count++] = key;
    return true;
  }
}
