package io.mallguard.features.graph;

import io.mallguard.features.state.Index;
import io.mallguard.features.state.Memory;

/**
 * Which accounts used a link in the present and the previous epoch, up to the hub cap; tells who is
 * to be joined. One owner thread.
 *
 * <pre>
 * link: key, last epoch, whether it is a hub, number of users, longs of the users' block, its address
 * user: account's address * 2^24 + epoch of its last use modulo 2^24
 * </pre>
 */
final class ComponentLinks {
  private static final int KEY = 0;
  private static final int LAST = 1;
  private static final int HUB = 2;
  private static final int USERS = 3;
  private static final int CAPACITY = 4;
  private static final int BLOCK = 5;
  private static final int LONGS = 6;

  private static final int FIRST_CAPACITY = 2;
  private static final int SWEPT_AT_ONCE = 2;
  private static final int EPOCH_BITS = 24;
  private static final long EPOCH_MASK = (1L << EPOCH_BITS) - 1;

  private final Memory memory;
  private final Index index;
  private final int hubCap;
  private final Joining joining;

  /** Who joins two accounts in the forest of an epoch. */
  interface Joining {
    void join(long forest, long account, long other);
  }

  ComponentLinks(Memory memory, Index index, int hubCap, Joining joining) {
    this.memory = memory;
    this.index = index;
    this.hubCap = hubCap;
    this.joining = joining;
  }

  /** An account that has a place in the forests of this epoch and the one before uses a link. */
  void use(long key, long account, long epoch) {
    long link = link(key, epoch);
    if (memory.get(link + HUB) != 0) {
      return;
    }
    int users = (int) memory.get(link + USERS);
    long block = memory.get(link + BLOCK);
    long own = account << EPOCH_BITS;
    long older = 0;
    long newer = 0;
    int found = -1;
    for (int i = 0; i < users; i++) {
      long user = memory.get(block + i);
      if ((user & ~EPOCH_MASK) == own) {
        found = i;
      } else if ((user & EPOCH_MASK) == (epoch & EPOCH_MASK)) {
        newer = user >>> EPOCH_BITS;
        older = newer;
      } else {
        older = user >>> EPOCH_BITS;
      }
    }
    long now = own | (epoch & EPOCH_MASK);
    if (found < 0) {
      if (users == hubCap) {
        becomeHub(link);
        return;
      }
      append(link, now);
      if (older != 0) {
        joining.join(epoch - 1, account, older);
      }
    } else if (memory.get(block + found) == now) {
      return;
    } else {
      memory.put(block + found, now);
    }
    if (newer != 0) {
      joining.join(epoch, account, newer);
    }
  }

  private long link(long key, long epoch) {
    long link = index.find(key);
    if (link == 0) {
      for (int i = 0; i < SWEPT_AT_ONCE; i++) {
        sweep(epoch);
      }
      link = memory.allocate(LONGS);
      memory.put(link + KEY, key);
      memory.put(link + LAST, epoch);
      index.put(key, link);
    }
    if (memory.get(link + LAST) < epoch) {
      begin(link, epoch);
    }
    return link;
  }

  /** The link's first use in an epoch: who did not use it in the previous one is forgotten. */
  private void begin(long link, long epoch) {
    if (memory.get(link + LAST) < epoch - 1) {
      memory.put(link + HUB, 0);
      memory.put(link + USERS, 0);
    }
    memory.put(link + LAST, epoch);
    int users = (int) memory.get(link + USERS);
    long block = memory.get(link + BLOCK);
    int kept = 0;
    for (int i = 0; i < users; i++) {
      long user = memory.get(block + i);
      if ((user & EPOCH_MASK) == ((epoch - 1) & EPOCH_MASK)) {
        memory.put(block + kept++, user);
      }
    }
    memory.put(link + USERS, kept);
  }

  private void append(long link, long user) {
    int users = (int) memory.get(link + USERS);
    int capacity = (int) memory.get(link + CAPACITY);
    if (users == capacity) {
      int larger = Math.min(hubCap, Math.max(FIRST_CAPACITY, 2 * capacity));
      long block = memory.allocate(larger);
      for (int i = 0; i < users; i++) {
        memory.put(block + i, memory.get(memory.get(link + BLOCK) + i));
      }
      release(link);
      memory.put(link + BLOCK, block);
      memory.put(link + CAPACITY, larger);
    }
    memory.put(memory.get(link + BLOCK) + users, user);
    memory.put(link + USERS, users + 1);
  }

  private void becomeHub(long link) {
    memory.put(link + HUB, 1);
    memory.put(link + USERS, 0);
    release(link);
  }

  private void release(long link) {
    int capacity = (int) memory.get(link + CAPACITY);
    if (capacity > 0) {
      memory.free(memory.get(link + BLOCK), capacity);
      memory.put(link + CAPACITY, 0);
      memory.put(link + BLOCK, 0);
    }
  }

  private void sweep(long epoch) {
    long link = index.sweep(0);
    if (link != 0 && memory.get(link + LAST) < epoch - 1) {
      release(link);
      index.remove(memory.get(link + KEY));
      memory.free(link, LONGS);
    }
  }
}
