package io.mallguard.training.simulator.mall.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.schema.Schemas;
import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.log.MallLog;
import io.mallguard.training.simulator.mall.plan.Level;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.simulator.mall.plan.MallSize;
import io.mallguard.training.simulator.mall.trade.Mall;
import io.mallguard.training.simulator.mall.truth.TruthFile;
import io.mallguard.training.simulator.mall.truth.Typology;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Census;
import io.mallguard.training.simulator.mall.world.Device;
import io.mallguard.training.simulator.mall.world.DeviceKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a ring has no use for any more. */
class EquipmentTest {
  private static final MallPlan PLAN = new MallPlan(MallSize.XS, Level.DEFAULT, 5, true);
  private static final Device SHARED = new Device(DeviceKind.PHONE, 1_000_001);
  private static final Device ALONE = new Device(DeviceKind.PHONE, 1_000_002);
  private static final Device FARM = new Device(DeviceKind.FARM, 1_000_003);

  private final Ring ring =
      new Ring(1, Typology.T2, false, 0.5, DeviceKind.PHONE, 90, 6, Chance.of(1, 1, 1));
  private final TruthFile truth;
  private final Mall mall;
  private final Census census;
  private final Equipment equipment;

  EquipmentTest(@TempDir Path temp) throws IOException {
    var schema = Schemas.builtIn("mall");
    truth = TruthFile.create(temp, PLAN);
    mall = new Mall(PLAN, schema, new MallLog(schema, PLAN.seed(), events -> {}, truth));
    census = new Census(PLAN, mall.world(), mall.cities());
    equipment = new Equipment(mall);
  }

  @BeforeEach
  void getDevices() {
    ring.equipment().addAll(List.of(SHARED, ALONE, FARM));
  }

  @AfterEach
  void closeTruth() throws IOException {
    truth.close();
  }

  @Test
  void aPhoneIsSoldOnceNoAccountOnItActs() {
    Account first = member(SHARED);
    Account second = member(SHARED);
    member(ALONE);
    first.close();
    equipment.sellUnused(ring);
    assertThat(sold(mall)).isEmpty();
    second.close();
    equipment.sellUnused(ring);
    equipment.sellUnused(ring);
    assertThat(sold(mall)).containsExactly(SHARED);
  }

  @Test
  void whatIsNoPhoneOrOfSomebodyElseIsNotSold() {
    member(FARM).close();
    member(new Device(DeviceKind.PHONE, 7)).close();
    member(SHARED);
    member(ALONE);
    equipment.sellUnused(ring);
    assertThat(sold(mall)).isEmpty();
    assertThat(ring.equipment()).containsExactly(SHARED, ALONE);
  }

  @Test
  void mostWhoCheatAloneDoItOnThePhoneOfAFamilyThatKnowsNothing() {
    census.settle();
    List<Account> settlers = List.copyOf(mall.world().accounts());
    List<Account> atHome =
        IntStream.range(0, 300).mapToObj(this::lone).filter(Account::sharesDevice).toList();
    assertThat(atHome).hasSizeBetween(150, 210);
    for (Account account : atHome) {
      assertThat(settlers)
          .anyMatch(one -> one.device().equals(account.device()) && one.sharesDevice());
    }
  }

  /** An account that its only owner, a lone offender, registered. */
  private Account lone(int number) {
    Chance chance = Chance.of(1, 3, number);
    Ring alone = new Ring(number, Typology.T2, true, 0.5, DeviceKind.PHONE, 90, 6, chance);
    Account account = census.recruit(PLAN.days().startMillis(1), 0);
    account.join(number);
    equipment.give(account, alone, new Drift(PLAN), 1);
    return account;
  }

  private Account member(Device device) {
    Account account = census.recruit(PLAN.days().startMillis(1), 0);
    account.join(ring.number());
    account.device(device);
    ring.accounts().add(account);
    return account;
  }

  /** All phones for sale; nobody has them then. */
  static List<Device> sold(Mall mall) {
    List<Device> sold = new ArrayList<>();
    Chance chance = Chance.of(1, 1, 2);
    Optional<Device> next = mall.world().buyResold(chance);
    while (next.isPresent()) {
      sold.add(next.get());
      next = mall.world().buyResold(chance);
    }
    return sold;
  }
}
