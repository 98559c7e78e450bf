package io.mallguard.training.history;

import io.mallguard.features.event.EventType;
import io.mallguard.features.grouped.LogBlock;
import io.mallguard.features.grouped.TruncatedRows;
import io.mallguard.features.plan.TypePlan;
import java.util.Arrays;
import java.util.List;

/**
 * What the rows belong to: the scored events of the log, in its order. Blocks may be added by
 * several threads, each block once; read when all are there.
 */
final class ScoredEvents {
  private final boolean[] scoredTypes;
  private final Labels labels;
  private long[][] numbers = new long[64][];
  private byte[][] types = new byte[64][];
  private int[] starts = {0};
  private TruncatedRows truncated = new TruncatedRows();

  private static final int SEQUENCE = 0;
  private static final int OCCURRED_AT = 1;
  private static final int FOLD_TIME = 2;
  private static final int OWN_ID = 3;
  private static final int WIDTH = 4;

  ScoredEvents(List<EventType> eventTypes, Labels labels) {
    this.labels = labels;
    this.scoredTypes = new boolean[eventTypes.size()];
    eventTypes.forEach(type -> scoredTypes[type.index()] = type.scored());
  }

  void add(int number, LogBlock block) {
    long[] ofBlock = new long[block.rows() * WIDTH];
    byte[] typesOfBlock = new byte[block.rows()];
    int next = 0;
    for (int row = 0; row < block.rows(); row++) {
      int type = block.type(row);
      if (scoredTypes[type]) {
        int at = next * WIDTH;
        ofBlock[at + SEQUENCE] = block.sequence(row);
        ofBlock[at + OCCURRED_AT] = block.occurredAtMillis(row);
        ofBlock[at + FOLD_TIME] = block.foldTimeMillis(row);
        ofBlock[at + OWN_ID] = block.data()[block.start(row) + TypePlan.OWN_ID];
        typesOfBlock[next++] = (byte) type;
      }
    }
    put(number, Arrays.copyOf(ofBlock, next * WIDTH), Arrays.copyOf(typesOfBlock, next));
  }

  private synchronized void put(int number, long[] ofBlock, byte[] typesOfBlock) {
    if (number >= numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.max(number + 1, numbers.length * 2));
      types = Arrays.copyOf(types, numbers.length);
    }
    numbers[number] = ofBlock;
    types[number] = typesOfBlock;
  }

  /** Per block the number of scored events before it; then that of all. */
  synchronized int[] starts() {
    if (starts.length == 1) {
      int blocks = 0;
      while (blocks < types.length && types[blocks] != null) {
        blocks++;
      }
      starts = new int[blocks + 1];
      for (int block = 0; block < blocks; block++) {
        starts[block + 1] = starts[block] + types[block].length;
      }
    }
    return starts;
  }

  /** Which rows are truncated; before they are asked for. */
  void truncated(TruncatedRows rows) {
    truncated = rows;
  }

  void truncated(int fromBlock, int toBlock, byte[] into) {
    int to = 0;
    for (int block = fromBlock; block < toBlock; block++) {
      for (int row = 0; row < types[block].length; row++) {
        into[to++] = (byte) (truncated.has(block, row) ? 1 : 0);
      }
    }
  }

  void sequences(int fromBlock, int toBlock, long[] into) {
    copy(SEQUENCE, fromBlock, toBlock, into);
  }

  void occurredAtMillis(int fromBlock, int toBlock, long[] into) {
    copy(OCCURRED_AT, fromBlock, toBlock, into);
  }

  void foldTimesMillis(int fromBlock, int toBlock, long[] into) {
    copy(FOLD_TIME, fromBlock, toBlock, into);
  }

  /** The ids by which labels name the events. */
  void ownIds(int fromBlock, int toBlock, long[] into) {
    copy(OWN_ID, fromBlock, toBlock, into);
  }

  private void copy(int what, int fromBlock, int toBlock, long[] into) {
    int to = 0;
    for (int block = fromBlock; block < toBlock; block++) {
      for (int at = what; at < numbers[block].length; at += WIDTH) {
        into[to++] = numbers[block][at];
      }
    }
  }

  void labels(int fromBlock, int toBlock, byte[] into) {
    int to = 0;
    for (int block = fromBlock; block < toBlock; block++) {
      for (int row = 0; row < types[block].length; row++) {
        into[to++] = labels.of(types[block][row], numbers[block][row * WIDTH + OWN_ID]);
      }
    }
  }

  void types(int fromBlock, int toBlock, byte[] into) {
    int to = 0;
    for (int block = fromBlock; block < toBlock; block++) {
      System.arraycopy(types[block], 0, into, to, types[block].length);
      to += types[block].length;
    }
  }
}
