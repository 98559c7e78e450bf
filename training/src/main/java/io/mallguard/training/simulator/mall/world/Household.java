package io.mallguard.training.simulator.mall.world;

import io.mallguard.training.simulator.mall.chance.Chance;
import java.util.Optional;

/**
 * Many who share a device: students, players of a studio, testers of the mall. Immutable.
 *
 * @param size how many
 * @param trait what all of them are, if anything
 * @param devices what they share
 */
public record Dormitory(int size, Optional<Trait> trait, DeviceKind devices) {
  /** One of these. */
  public static Dormitory any(Chance chance) {
    int size = 8 + chance.below(7);
    DeviceKind bought = chance.oneOf(DeviceKind.FARM, DeviceKind.EMULATOR, DeviceKind.CLOUD);
    return switch (chance.below(10)) {
      case 0 -> new Dormitory(size, Optional.of(Trait.GUILD), bought);
      case 1 -> new Dormitory(size, Optional.of(Trait.SERVICE), bought);
      default -> new Dormitory(size, Optional.empty(), DeviceKind.PHONE);
    };
  }
}
