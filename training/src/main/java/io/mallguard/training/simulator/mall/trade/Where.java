package io.mallguard.training.simulator.mall.trade;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Client;
import io.mallguard.training.simulator.mall.world.Device;
import io.mallguard.training.simulator.mall.world.DeviceKind;
import io.mallguard.training.simulator.mall.world.Net;
import io.mallguard.training.simulator.mall.world.NetKind;
import io.mallguard.training.simulator.mall.world.Trait;

/** From where people act: phones, homes, campuses, the addresses that many phones share. */
public final class Where {
  private static final long STREAM = 'W';
  private static final double ON_MOBILE = 0.45;
  private static final double OWN_NET = 0.75;
  private static final double BEHIND_NAT = 0.06;
  private static final int ACCOUNTS_PER_CARRIER_ADDRESS = 60;
  private static final int ACCOUNTS_PER_CAMPUS = 600;
  private static final int ACCOUNTS_PER_COMPANY = 150;
  private static final int SECOND_DEVICES = 1 << 24;
  private static final int GENERATION_DEVICES = 1 << 27;
  private static final long PHONE = 'h';

  private final Mall mall;

  /** Of the accounts of a mall. */
  public Where(Mall mall) {
    this.mall = mall;
  }

  /** From where an account acts on an ordinary day. */
  public Client usual(Account account, int day, Chance visit) {
    return new Client(device(account, visit), net(account, day, visit));
  }

  private Device device(Account account, Chance visit) {
    Device usual = account.device();
    if (usual.kind() != DeviceKind.PHONE) {
      return usual;
    }
    int second = visit.happens(0.05) ? SECOND_DEVICES : 0;
    return new Device(
        DeviceKind.PHONE, usual.number() + second + generation(usual) * GENERATION_DEVICES);
  }

  /** Phones are replaced now and then; whoever shares one changes with it. */
  private int generation(Device phone) {
    int day = Math.max(-Days.PREHISTORY, mall.agenda().day()) + Days.PREHISTORY;
    Chance fixed = mall.chance(PHONE, phone.number());
    int life = 200 + fixed.below(600);
    return (day + fixed.below(life)) / life;
  }

  private Net net(Account account, int day, Chance visit) {
    int city = city(account, day);
    if (account.person().trait() == Trait.TRAVELLER && visit.happens(0.15)) {
      return new Net(NetKind.PROXY, visit.below(40), mall.cities().any(visit));
    }
    if (account.net().isThere() && visit.happens(OWN_NET)) {
      return account.net();
    }
    if (visit.happens(ON_MOBILE)) {
      return mobile(city, visit);
    }
    Chance fixed = mall.chance(STREAM, account.number());
    if (fixed.happens(mall.plan().lookAlike(BEHIND_NAT))) {
      return nat(fixed, city);
    }
    return home(account.person().household(), city);
  }

  /** Behind an address of a carrier. */
  public Net mobile(int city, Chance visit) {
    int addresses = 8 + mall.world().accounts().size() / ACCOUNTS_PER_CARRIER_ADDRESS;
    return new Net(NetKind.MOBILE, visit.below(addresses), city);
  }

  private Net nat(Chance fixed, int city) {
    boolean campus = fixed.happens(0.6);
    int per = campus ? ACCOUNTS_PER_CAMPUS : ACCOUNTS_PER_COMPANY;
    int places = 1 + (int) (mall.world().accounts().size() * BEHIND_NAT / per);
    // Some places are far larger than others.
    int place = Math.min(fixed.below(places), fixed.below(places));
    return new Net(campus ? NetKind.EDU_NAT : NetKind.CORP_NAT, place, city);
  }

  /** A household's address. */
  public static Net home(int household, int city) {
    return new Net(NetKind.RESIDENTIAL, household, city);
  }

  private int city(Account account, int day) {
    if (account.person().trait() != Trait.TRAVELLER) {
      return account.person().city();
    }
    // A few days in each place.
    return mall.cities()
        .any(mall.chance(STREAM, (long) account.number() << 16 | (day & 0xFFFF) / 6));
  }
}
