package io.mallguard.training.simulator.mall.world;

/**
 * A device. Immutable.
 *
 * @param kind what it is
 * @param number among those of its kind
 */
public record Device(DeviceKind kind, int number) {
  /** Unique among all devices. */
  long id() {
    return ((long) kind.letter() << 40) + Integer.toUnsignedLong(number);
  }
}
