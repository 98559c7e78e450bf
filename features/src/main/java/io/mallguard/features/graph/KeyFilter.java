package io.mallguard.features.graph;

/**
 * Says of a key that it was never added, or that it may have been: two bits of one long per key, in
 * an array small enough for a core's own cache (Bloom filter, CACM 1970, all bits of a key in one
 * word). Of a hundred thousand keys added it takes one other in a hundred for one of them, of a
 * million two in five. Nothing is ever taken out. One owner thread.
 */
final class KeyFilter {
  private static final int WORD_BITS = 15;

  private final long[] words = new long[1 << WORD_BITS];

  /** Adds a well-mixed key. */
  void add(long key) {
    words[word(key)] |= bits(key);
  }

  /** Whether a key may have been added; true for all that were. */
  boolean mayHave(long key) {
    long bits = bits(key);
    return (words[word(key)] & bits) == bits;
  }

  private static int word(long key) {
    return (int) (key >>> -WORD_BITS);
  }

  private static long bits(long key) {
    return 1L << key | 1L << (key >>> 6);
  }
}
