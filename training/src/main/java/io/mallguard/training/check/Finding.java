package io.mallguard.training.check;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One measured figure against its band. Immutable.
 *
 * @param name what is measured
 * @param value the figure; empty if it can't be measured here
 * @param band where it should lie, if anywhere
 * @param binding whether the check fails outside
 * @param reason what stands behind the figure: names of columns, counts, why it lies outside
 */
record Finding(
    String name, OptionalDouble value, Optional<Band> band, boolean binding, String reason) {
  /** A figure that should lie in a band. */
  static Finding of(String name, double value, Band band, String reason) {
    return new Finding(name, OptionalDouble.of(value), Optional.of(band), false, reason);
  }

  /** A figure alone. */
  static Finding info(String name, double value, String reason) {
    return new Finding(name, OptionalDouble.of(value), Optional.empty(), false, reason);
  }

  /** Something that can't be measured here. */
  static Finding unknown(String name, String reason) {
    return new Finding(name, OptionalDouble.empty(), Optional.empty(), false, reason);
  }

  /** The same, with which the check fails if it lies outside. */
  Finding binds(boolean doesBind) {
    return new Finding(name, value, band, doesBind, reason);
  }

  /** The same with more to say. */
  Finding because(String more) {
    return new Finding(name, value, band, binding, reason + more);
  }

  Verdict verdict() {
    if (value.isEmpty() || band.isEmpty()) {
      return Verdict.INFO;
    }
    if (band.get().holds(value.getAsDouble())) {
      return binding ? Verdict.PASS : Verdict.INSIDE;
    }
    return binding ? Verdict.FAIL : Verdict.OUTSIDE;
  }
}
