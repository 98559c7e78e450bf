package io.mallguard.training.simulator.mall.log;

import io.mallguard.training.simulator.mall.chance.Chance;

/**
 * Opaque ids out of numbers: a letter for the kind and 12 characters that show neither the number
 * nor an order. Different numbers of a kind have different ids. Immutable.
 */
public final class Ids {
  private static final long MASK = (1L << 60) - 1;
  private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final int LENGTH = 12;

  private final long seed;

  /** The ids of one simulation. */
  public Ids(long seed) {
    this.seed = seed;
  }

  /** The id of a thing by its kind and number. */
  public String of(char kind, long number) {
    char[] text = new char[LENGTH + 1];
    text[0] = kind;
    long rest = shuffled(number, Chance.mix(seed + kind));
    for (int i = 1; i <= LENGTH; i++) {
      text[i] = DIGITS[(int) (rest & 31)];
      rest >>>= 5;
    }
    return new String(text);
  }

  /** Odd factors, sums and shifted exclusive-ors are bijections of 60 bits. */
  private static long shuffled(long number, long key) {
    long x = (number + key) & MASK;
    x ^= x >>> 31;
    x = x * 0xBF58476D1CE4E5B9L & MASK;
    x ^= x >>> 29;
    x = x * 0x94D049BB133111EBL & MASK;
    return x ^ (x >>> 32);
  }
}
