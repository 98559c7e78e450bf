package io.mallguard.features.state;

/**
 * Sizes of blocks: exact up to 32 longs, then 16 per octave, so that rounding up costs at most
 * 1/16.
 */
final class SizeClass {
  private static final int EXACT = 32;
  private static final int PER_OCTAVE_BITS = 4;

  /** How many classes there are, up to the largest block. */
  static final int COUNT = of(Memory.MAX_BLOCK) + 1;

  private SizeClass() {}

  static int of(int longs) {
    if (longs <= EXACT) {
      return longs;
    }
    int octave = 31 - Integer.numberOfLeadingZeros(longs - 1);
    int step = octave - PER_OCTAVE_BITS;
    return EXACT + ((octave - 5) << PER_OCTAVE_BITS) + (((longs - 1) >>> step) & 15) + 1;
  }

  static int longs(int sizeClass) {
    if (sizeClass <= EXACT) {
      return sizeClass;
    }
    int above = sizeClass - EXACT - 1;
    int octave = (above >>> PER_OCTAVE_BITS) + 5;
    return (17 + (above & 15)) << (octave - PER_OCTAVE_BITS);
  }
}
