package io.mallguard.features.fold;

import io.mallguard.features.plan.Window;
import io.mallguard.features.state.Index;
import io.mallguard.features.state.Memory;

/**
 * Numbers kept under a key for some time: the records of one look-up, or what is kept of events
 * that may be marked. One owner thread.
 *
 * <pre>
 * record: key, fold time, values
 * </pre>
 */
final class Records {
  private static final int KEY = 0;
  private static final int TIME = 1;
  private static final int VALUES = 2;

  /** Slots looked at for expired records whenever one is added. */
  private static final int SWEPT_AT_ONCE = 2;

  private final Memory memory;
  private final Index index;
  private final int longs;
  private final long keepMillis;

  Records(Memory memory, Index index, int values, long keepMillis) {
    this.memory = memory;
    this.index = index;
    this.longs = VALUES + values;
    this.keepMillis = keepMillis;
  }

  /** The record of a key, or 0. */
  long find(long key, long nowMillis) {
    long record = index.find(key);
    return record == 0 || isExpired(record, nowMillis) ? 0 : record;
  }

  /** The address where the search for a key begins. */
  long home(long key) {
    return index.home(key);
  }

  /** The record of a key, expired or not, or 0. */
  long address(long key) {
    return index.find(key);
  }

  private boolean isExpired(long record, long nowMillis) {
    return keepMillis != Window.LIFE && memory.get(record + TIME) < nowMillis - keepMillis;
  }

  /** A record for the key: the one that is there, or a new one full of zeros. */
  long put(long key, long nowMillis) {
    long record = index.find(key);
    if (record == 0) {
      for (int i = 0; i < SWEPT_AT_ONCE; i++) {
        sweep(nowMillis);
      }
      record = memory.allocate(longs);
      memory.put(record + KEY, key);
      index.put(key, record, keptUntil(nowMillis));
    } else if (isExpired(record, nowMillis)) {
      memory.clear(record + VALUES, longs - VALUES);
    }
    memory.put(record + TIME, nowMillis);
    return record;
  }

  /** Takes a record away. */
  void remove(long record) {
    index.remove(memory.get(record + KEY));
    memory.free(record, longs);
  }

  private void sweep(long nowMillis) {
    long record = index.sweep(nowMillis);
    if (record == 0) {
      return;
    }
    if (isExpired(record, nowMillis)) {
      remove(record);
    } else {
      index.keepSwept(keptUntil(memory.get(record + TIME)));
    }
  }

  private long keptUntil(long timeMillis) {
    return keepMillis == Window.LIFE ? Window.LIFE : timeMillis + keepMillis;
  }

  long timeMillis(long record) {
    return memory.get(record + TIME);
  }

  long value(long record, int value) {
    return memory.get(record + VALUES + value);
  }

  void value(long record, int value, long number) {
    memory.put(record + VALUES + value, number);
  }

  long size() {
    return index.size();
  }
}
