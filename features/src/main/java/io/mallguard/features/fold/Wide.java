package io.mallguard.features.fold;

import io.mallguard.features.state.Memory;

/** Numbers of 128 bit in two's complement: high half first. */
final class Wide {
  private Wide() {}

  /** Adds a product to the number at an address. */
  static void addProduct(Memory memory, long at, long a, long b) {
    add(memory, at, Math.multiplyHigh(a, b), a * b);
  }

  /** Adds to the number at an address. */
  static void add(Memory memory, long at, long high, long low) {
    long sum = memory.get(at + 1) + low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    memory.put(at, memory.get(at) + high + carry);
    memory.put(at + 1, sum);
  }

  /** Adds to (sign 1) or subtracts from (sign -1) a number held as high and low half. */
  static void add(long[] number, long high, long low, int sign) {
    long addHigh = sign > 0 ? high : low == 0 ? -high : ~high;
    long addLow = sign > 0 ? low : -low;
    long sum = number[1] + addLow;
    number[0] += addHigh + (Long.compareUnsigned(sum, addLow) < 0 ? 1 : 0);
    number[1] = sum;
  }

  /** Adds to the number at an offset of a page. */
  static void add(long[] page, int at, long high, long low) {
    long sum = page[at + 1] + low;
    page[at] += high + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    page[at + 1] = sum;
  }

  /** Subtracts from the number at an address. */
  static void subtract(Memory memory, long at, long high, long low) {
    add(memory, at, low == 0 ? -high : ~high, -low);
  }

  /** The nearest double, ties to even. */
  static double toDouble(long high, long low) {
    if (high == low >> 63) {
      return (double) low;
    }
    if (high < 0) {
      return -magnitude(low == 0 ? -high : ~high, -low);
    }
    return magnitude(high, low);
  }

  private static double magnitude(long high, long low) {
    int shift = high == 0 ? 64 + Long.numberOfLeadingZeros(low) : Long.numberOfLeadingZeros(high);
    long top = shift >= 64 ? low << shift : shift == 0 ? high : high << shift | low >>> -shift;
    boolean more = shift < 64 && low << shift != 0;
    // 64 bits, the last one also standing for all that were cut off: rounding to 53 sees the same.
    long rounded = top >>> 1 | (top & 1) | (more ? 1 : 0);
    return Math.scalb((double) rounded, 65 - shift);
  }

  /**
   * {@code n * squares - sum * sum} as a double, the difference taken in 128 bit: exact for up to
   * 2^22 values of at most 2^40.
   */
  static double spread(long n, long squaresHigh, long squaresLow, long sum) {
    long low = n * squaresLow;
    long high = n * squaresHigh + Math.multiplyHigh(n, squaresLow) + (squaresLow < 0 ? n : 0);
    long sumLow = sum * sum;
    long sumHigh = Math.multiplyHigh(sum, sum);
    long difference = low - sumLow;
    long borrow = Long.compareUnsigned(low, sumLow) < 0 ? 1 : 0;
    return toDouble(high - sumHigh - borrow, difference);
  }

  /** The sample standard deviation of a few numbers, exact until the last steps. */
  static final class Spread {
    private final long[] squares = new long[2];
    private long sum;
    private long n;

    void add(long value) {
      n++;
      sum += value;
      Wide.add(squares, Math.multiplyHigh(value, value), value * value, 1);
    }

    /** NaN for fewer than two numbers. */
    double std() {
      return n < 2
          ? Double.NaN
          : Math.sqrt(spread(n, squares[0], squares[1], sum) / (double) (n * (n - 1)));
    }
  }
}
