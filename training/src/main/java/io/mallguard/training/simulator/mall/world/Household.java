package io.mallguard.training.simulator.mall.world;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.chance.Weights;
import java.util.Optional;

/**
 * Who live or work together. Immutable.
 *
 * @param size how many
 * @param trait what all of them are, if anything
 * @param devices what they have
 */
public record Household(int size, Optional<Trait> trait, DeviceKind devices) {
  /** Numbers of what dormitories use begin here, above those of what people have for themselves. */
  private static final int COMMON_DEVICES = 1 << 25;

  /** Studios, testers, students in debt, other students. */
  private static final Weights DORMITORIES = Weights.of(3, 1, 8, 8);

  /** People who may share phones or cards. */
  static Household family(int size) {
    return new Household(size, Optional.empty(), DeviceKind.PHONE);
  }

  /** Many on one device: students, some all in debt, players of a studio, testers of the mall. */
  public static Household dormitory(Chance chance) {
    int size = 8 + chance.below(7);
    DeviceKind bought = chance.oneOf(DeviceKind.FARM, DeviceKind.EMULATOR, DeviceKind.CLOUD);
    return switch (DORMITORIES.pick(chance)) {
      case 0 -> new Household(size, Optional.of(Trait.GUILD), bought);
      case 1 -> new Household(size, Optional.of(Trait.SERVICE), bought);
      case 2 -> new Household(size, Optional.of(Trait.STRESSED), DeviceKind.PHONE);
      default -> new Household(size, Optional.empty(), DeviceKind.PHONE);
    };
  }

  /** What all members of a dormitory use. */
  public Device commonDevice(int firstMember) {
    return new Device(devices, COMMON_DEVICES + firstMember);
  }
}
