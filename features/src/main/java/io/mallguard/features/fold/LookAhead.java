package io.mallguard.features.fold;

import io.mallguard.features.event.Field;
import io.mallguard.features.state.Memory;
import java.util.Arrays;

/**
 * Records that events to come will ask for, read ahead of them: first where the searches begin, all
 * at once, then the records. Over a long history each would be waited for by itself otherwise.
 * Changes nothing. One owner thread.
 */
final class LookAhead {
  private final Memory memory;
  private final Prefetch prefetch = new Prefetch();
  private Records[] from = new Records[64];
  private long[] keys = new long[64];
  private int count;

  LookAhead(Memory memory) {
    this.memory = memory;
  }

  /** Notes that a record will be asked for; nothing if its key is absent. */
  void add(Records records, long key) {
    if (key == Field.ABSENT) {
      return;
    }
    if (count == keys.length) {
      from = Arrays.copyOf(from, 2 * count);
      keys = Arrays.copyOf(keys, 2 * count);
    }
    from[count] = records;
    keys[count++] = key;
  }

  /** Reads all that was noted, and forgets it. */
  void fetch() {
    for (int i = 0; i < count; i++) {
      prefetch.add(memory, from[i].home(keys[i]));
    }
    prefetch.fetch();
    for (int i = 0; i < count; i++) {
      long record = from[i].address(keys[i]);
      if (record != 0) {
        prefetch.add(memory, record);
      }
    }
    prefetch.fetch();
    count = 0;
  }
}
