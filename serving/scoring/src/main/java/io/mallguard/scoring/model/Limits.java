package io.mallguard.scoring.model;

import java.nio.ByteBuffer;

/** Bounds that keep every score finite and every allocation within the file that asks for it. */
final class Limits {
  /** Largest weight or leaf; far above what training gives, far below what could overflow. */
  static final double MAX_WEIGHT = 1e12;

  /** Most columns of a row. */
  static final int MAX_INPUTS = 100_000;

  private Limits() {}

  static void checkWeight(String what, double weight) {
    if (!(Math.abs(weight) <= MAX_WEIGHT)) {
      throw new IllegalArgumentException(what + " is " + weight + ", must be within ±1e12");
    }
  }

  static void checkInputs(int inputCount) {
    if (inputCount < 1 || inputCount > MAX_INPUTS) {
      throw new IllegalArgumentException(
          "inputs " + inputCount + ", must be in [1, " + MAX_INPUTS + "]");
    }
  }

  /** Reads a count of things whose bytes follow, so that it can't exceed what is left. */
  static int readCount(ByteBuffer in, int bytesEach, String what) {
    int count = in.getInt();
    if (count < 0 || (long) count * bytesEach > in.remaining()) {
      throw new IllegalArgumentException(
          what + " " + count + ", must fit into the " + in.remaining() + " bytes left");
    }
    return count;
  }
}
