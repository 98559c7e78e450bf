package io.mallguard.features.event;

import java.nio.charset.StandardCharsets;

/**
 * Ids as 64-bit numbers. The fold never compares texts: among n ids of one kind the odds that any
 * two share a number are about n^2 / 2^65, 1 in 370,000 for ten million ids.
 */
public final class IdHash {
  private static final long FIRST = 0x9E3779B97F4A7C15L;
  private static final long SECOND = 0xC2B2AE3D27D4EB4FL;

  private IdHash() {}

  /** The number of a text; never {@link Field#ABSENT}. */
  public static long of(String text) {
    long h = FIRST ^ text.length();
    for (int i = 0; i < text.length(); i++) {
      h = (h ^ text.charAt(i)) * SECOND;
      h ^= h >>> 29;
    }
    return present(mix(h));
  }

  /** The number of a text in UTF-8, without making the text where all of it is ASCII. */
  public static long ofUtf8(byte[] bytes, int from, int length) {
    long h = FIRST ^ length;
    int signs = 0;
    for (int i = from; i < from + length; i++) {
      signs |= bytes[i];
      h = (h ^ bytes[i]) * SECOND;
      h ^= h >>> 29;
    }
    return signs < 0
        ? of(new String(bytes, from, length, StandardCharsets.UTF_8))
        : present(mix(h));
  }

  /** A whole number as a key, or a key made of two: order matters. */
  public static long join(long left, long right) {
    return present(mix(mix(left + FIRST) ^ (right * SECOND)));
  }

  /** Spreads a number over all bits (the finaliser of MurmurHash3, Appleby 2011); a bijection. */
  public static long mix(long number) {
    long h = number;
    h ^= h >>> 33;
    h *= 0xFF51AFD7ED558CCDL;
    h ^= h >>> 33;
    h *= 0xC4CEB9FE1A85EC53L;
    h ^= h >>> 33;
    return h;
  }

  private static long present(long h) {
    return h == Field.ABSENT ? 1 : h;
  }
}
