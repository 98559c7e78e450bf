package io.mallguard.features.fold;

/** Where the numbers of an entry stand, from its address. */
final class Entry {
  /** Fold time, epoch milliseconds. */
  static final int TIME = 0;

  /** Condition bits. */
  static final int FLAGS = 1;

  /** First of the values; behind them the cells of grouped values and the name in the index. */
  static final int VALUES = 2;

  private Entry() {}
}
