package io.mallguard.features.grouped;

import io.mallguard.features.plan.Plan;
import java.util.Arrays;

/**
 * What is remembered of every event of the log: its type. Blocks may be added by several threads,
 * each block once.
 */
public final class LogIndex {
  private final boolean[] scoredTypes;
  private byte[][] types = new byte[64][];
  private int[] scored = new int[64];
  private int blocks;

  /** An empty log. */
  public LogIndex(Plan plan) {
    this.scoredTypes = new boolean[plan.types().size()];
    plan.types().forEach(type -> scoredTypes[type.type().index()] = type.type().scored());
  }

  /** Adds a block. */
  public synchronized void add(int number, LogBlock block) {
    if (number >= types.length) {
      types = Arrays.copyOf(types, Math.max(number + 1, types.length * 2));
      scored = Arrays.copyOf(scored, types.length);
    }
    byte[] ofBlock = new byte[block.rows()];
    for (int row = 0; row < ofBlock.length; row++) {
      ofBlock[row] = (byte) block.type(row);
      scored[number] += scoredTypes[ofBlock[row]] ? 1 : 0;
    }
    types[number] = ofBlock;
    blocks = Math.max(blocks, number + 1);
  }

  /** How many blocks there are. */
  public synchronized int blocks() {
    return blocks;
  }

  /** How many rows of a block are scored. */
  public synchronized int scored(int block) {
    return scored[block];
  }

  /**
   * How many rows of a block, from its first, can matter to any row that is asked for: none behind
   * the last scored event of the log. Complete once all blocks are added.
   */
  synchronized int rowsThatMatter(int block) {
    for (int later = block + 1; later < blocks; later++) {
      if (scored[later] > 0) {
        return types[block].length;
      }
    }
    int rows = types[block].length;
    while (rows > 0 && !scoredTypes[types[block][rows - 1]]) {
      rows--;
    }
    return rows;
  }

  /** Events of a block. */
  public synchronized int rows(int block) {
    return types[block].length;
  }

  synchronized byte[] types(int block) {
    return types[block];
  }

  int typeCount() {
    return scoredTypes.length;
  }

  boolean isScored(int type) {
    return scoredTypes[type];
  }
}
