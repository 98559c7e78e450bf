package io.mallguard.training.simulator.mall.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.schema.Schemas;
import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.plan.Level;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.simulator.mall.plan.MallSize;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who shares a device with whom, before anything happens. */
class CensusTest {
  private static final MallPlan PLAN = new MallPlan(MallSize.M, Level.DEFAULT, 5, true);
  private static final long FIRST_DAY_MILLIS = PLAN.days().startMillis(1);
  private static final Device OF_A_RING = new Device(DeviceKind.PHONE, 1 << 26);

  private final World world = new World();

  private Census settled(MallPlan plan) {
    Census census = new Census(plan, world, new Cities(Schemas.builtIn("mall")));
    census.settle();
    return census;
  }

  @Test
  void allOfADormitoryUseADeviceThatIsNobodysOwn() {
    Census census = settled(PLAN);
    census.moves().forEach(move -> move.account().shareDevice(move.common()));
    Map<Device, List<Account>> homes =
        world.accounts().stream().collect(Collectors.groupingBy(Account::device));
    List<List<Account>> dormitories =
        homes.values().stream().filter(all -> all.size() > 4).toList();
    assertThat(dormitories).hasSizeBetween(15, 60);
    for (List<Account> all : dormitories) {
      assertThat(all).hasSizeBetween(8, 14);
      assertThat(all).allMatch(one -> one.device().number() != one.number());
    }
    Set<Account> lodgers =
        dormitories.stream().flatMap(List::stream).collect(Collectors.toCollection(HashSet::new));
    Chance chance = Chance.of(1, 1, 1);
    for (int i = 0; i < 1000; i++) {
      assertThat(lodgers).contains(world.anyLodger(chance));
    }
  }

  @Test
  void aPhoneOfARingGoesToOneNewcomer() {
    Census census = settled(PLAN);
    world.resell(OF_A_RING);
    long buyers = newcomers(census).filter(OF_A_RING::equals).count();
    assertThat(buyers).isEqualTo(1);
  }

  @Test
  void whomOffendersRegisterBuysNoOldPhone() {
    Census census = settled(PLAN);
    world.resell(OF_A_RING);
    List<Account> recruits =
        IntStream.range(0, 2000).mapToObj(i -> census.recruit(FIRST_DAY_MILLIS, 0)).toList();
    assertThat(recruits).allMatch(one -> one.device().number() == one.number());
    assertThat(world.buyResold(Chance.of(1, 1, 1))).contains(OF_A_RING);
  }

  @Test
  void allOnAPhoneOfAFamilyShareIt() {
    settled(PLAN);
    world.accounts().stream()
        .collect(Collectors.groupingBy(Account::device))
        .forEach(
            (device, all) -> {
              boolean isShared = all.size() > 1;
              assertThat(all).allMatch(one -> one.sharesDevice() == isShared);
            });
  }

  @Test
  void whoComesToADormitoryLivesThere() {
    Census census = settled(PLAN);
    int first = world.accounts().size();
    Household dormitory = Household.dormitory(Chance.of(1, 1, 1));
    Account one = census.lodger(FIRST_DAY_MILLIS, dormitory, first);
    Account other = census.lodger(FIRST_DAY_MILLIS, dormitory, first);
    assertThat(other.person().household()).isEqualTo(one.person().household());
    assertThat(other.person().city()).isEqualTo(one.person().city());
    assertThat(other.device()).isEqualTo(one.device());
  }

  @Test
  void withoutLookAlikesNobodySharesADevice() {
    Census census = settled(PLAN.withoutLookAlikes());
    world.resell(OF_A_RING);
    assertThat(newcomers(census)).doesNotContain(OF_A_RING);
    assertThat(
            world.accounts().stream()
                .collect(Collectors.groupingBy(Account::device, Collectors.counting()))
                .values())
        .containsOnly(1L);
  }

  private Stream<Device> newcomers(Census census) {
    return IntStream.range(0, 2000).mapToObj(i -> census.newcomer(FIRST_DAY_MILLIS).device());
  }
}
