package io.mallguard.training.simulator.mall.world;

/** What an agent holds in the hand. */
public enum DeviceKind {
  /** A person's phone. */
  PHONE,
  /** A phone of a farm: few models, bought by the crate. */
  FARM,
  /** A program that says it is a phone. */
  EMULATOR,
  /** A rented phone in a rack. */
  CLOUD;

  /** A letter of its own, by which numbers of different kinds are told apart. */
  char letter() {
    return name().charAt(0);
  }
}
