package io.mallguard.training.simulator.mall.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.schema.Schemas;
import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.plan.Level;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.simulator.mall.plan.MallSize;
import io.mallguard.training.simulator.mall.truth.Typology;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Census;
import io.mallguard.training.simulator.mall.world.Cities;
import io.mallguard.training.simulator.mall.world.Device;
import io.mallguard.training.simulator.mall.world.DeviceKind;
import io.mallguard.training.simulator.mall.world.World;
import org.junit.jupiter.api.Test;

/** What a ring has no use for any more. */
class EquipmentTest {
  private static final MallPlan PLAN = new MallPlan(MallSize.XS, Level.DEFAULT, 5, true);
  private static final Device SHARED = ofRing(DeviceKind.PHONE, 1);
  private static final Device ALONE = ofRing(DeviceKind.PHONE, 2);

  private final Census census = new Census(PLAN, new World(), new Cities(Schemas.builtIn("mall")));

  private static Device ofRing(DeviceKind kind, int number) {
    return new Device(kind, (1 << 26) + number);
  }

  @Test
  void aPhoneIsNeededUntilTheLastAccountOnItIsShut() {
    Ring ring = ring(Typology.T2);
    Account first = member(ring, SHARED);
    Account second = member(ring, SHARED);
    member(ring, ALONE);
    assertThat(Equipment.phonesOf(ring)).containsExactly(SHARED, ALONE);
    first.block(true);
    assertThat(Equipment.phonesOf(ring)).containsExactly(SHARED, ALONE);
    second.block(true);
    assertThat(Equipment.phonesOf(ring)).containsExactly(ALONE);
  }

  @Test
  void whatWasSomebodysBeforeOrIsNoPhoneIsNotTheRingsToSell() {
    Ring ring = ring(Typology.T2);
    member(ring, ofRing(DeviceKind.FARM, 3));
    member(ring, new Device(DeviceKind.PHONE, 7));
    Ring ofPeopleWithALife = ring(Typology.T4);
    member(ofPeopleWithALife, ALONE);
    assertThat(Equipment.phonesOf(ring)).isEmpty();
    assertThat(Equipment.phonesOf(ofPeopleWithALife)).isEmpty();
  }

  private static Ring ring(Typology typology) {
    return new Ring(1, typology, false, 0.5, DeviceKind.PHONE, 90, Chance.of(1, 1, 1));
  }

  private Account member(Ring ring, Device device) {
    Account account = census.newcomer(PLAN.days().startMillis(1));
    account.join(ring.number());
    account.device(device);
    ring.accounts().add(account);
    return account;
  }
}
