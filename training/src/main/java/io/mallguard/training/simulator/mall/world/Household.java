package io.mallguard.training.simulator.mall.world;

import io.mallguard.training.simulator.mall.chance.Chance;
import java.util.Optional;

/**
 * Who live or work together. Immutable.
 *
 * @param size how many
 * @param trait what all of them are, if anything
 * @param devices what they have
 */
public record Household(int size, Optional<Trait> trait, DeviceKind devices) {
  /** People who may share phones or cards. */
  static Household family(int size) {
    return new Household(size, Optional.empty(), DeviceKind.PHONE);
  }

  /** Many on one device: students, players of a studio or testers of the mall. */
  public static Household dormitory(Chance chance) {
    int size = 8 + chance.below(7);
    DeviceKind bought = chance.oneOf(DeviceKind.FARM, DeviceKind.EMULATOR, DeviceKind.CLOUD);
    return switch (chance.below(10)) {
      case 0 -> new Household(size, Optional.of(Trait.GUILD), bought);
      case 1 -> new Household(size, Optional.of(Trait.SERVICE), bought);
      default -> new Household(size, Optional.empty(), DeviceKind.PHONE);
    };
  }
}
