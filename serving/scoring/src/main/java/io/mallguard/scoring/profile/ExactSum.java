package io.mallguard.scoring.profile;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * A sum of finite doubles without rounding, so that the order of adding and merging can't change a
 * bit of the result. One owner thread.
 *
 * <p>After R. M. Neal, "Fast Exact Summation Using Small and Large Superaccumulators", 2015 (the
 * small one, without its carry-free trick).
 */
final class ExactSum {
  /*
   * A double is m * 2^(p - 1074) with |m| < 2^53 and p in [0, 2045]. Limb i counts units of
   * 2^(32 i - 1074) as a signed long; adding m << (p mod 32) touches three limbs by less than 2^32
   * each, so 2^30 additions fit before carries must move up.
   */
  private static final int LIMBS = 68;
  private static final int ADDITIONS_PER_CARRY = 1 << 30;
  private static final long LOW = 0xFFFF_FFFFL;
  private static final MathContext ENOUGH = new MathContext(60);
  private static final BigDecimal UNIT_INVERSE = new BigDecimal(BigInteger.ONE.shiftLeft(1074));

  private final long[] limbs = new long[LIMBS];
  private int additions;

  /** Adds a finite value. */
  void add(double value) {
    long bits = Double.doubleToRawLongBits(value);
    int exponent = (int) (bits >>> 52) & 0x7FF;
    long fraction = bits & 0xF_FFFF_FFFF_FFFFL;
    long mantissa = exponent == 0 ? fraction : fraction | 1L << 52;
    int position = exponent == 0 ? 0 : exponent - 1;
    int limb = position >>> 5;
    int shift = position & 31;
    long low = (mantissa & LOW) << shift;
    long high = (mantissa >>> 32) << shift;
    long sign = bits < 0 ? -1 : 1;
    limbs[limb] += sign * (low & LOW);
    limbs[limb + 1] += sign * ((low >>> 32) + (high & LOW));
    limbs[limb + 2] += sign * (high >>> 32);
    if (++additions == ADDITIONS_PER_CARRY) {
      carry();
    }
  }

  /** Adds what another sum holds; the other keeps its value. */
  void add(ExactSum other) {
    carry();
    other.carry();
    for (int i = 0; i < LIMBS; i++) {
      limbs[i] += other.limbs[i];
    }
    carry();
  }

  /* Leaves every limb but the last in [0, 2^32): the one canonical form of a value. */
  private void carry() {
    for (int i = 0; i < LIMBS - 1; i++) {
      limbs[i + 1] += limbs[i] >> 32;
      limbs[i] &= LOW;
    }
    additions = 0;
  }

  /** The sum divided by a count of at least 1, rounded once (to nearest). */
  double mean(long count) {
    carry();
    BigInteger total = BigInteger.ZERO;
    for (int i = LIMBS - 1; i >= 0; i--) {
      total = total.shiftLeft(32).add(BigInteger.valueOf(limbs[i]));
    }
    BigDecimal scale = UNIT_INVERSE.multiply(BigDecimal.valueOf(count));
    return new BigDecimal(total).divide(scale, ENOUGH).doubleValue() + 0.0;
  }
}
