package io.mallguard.training.simulator.mall.world;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.log.Draft;
import io.mallguard.training.simulator.mall.log.Ids;

/** Fills in what a client sends about its device and network. One owner thread. */
public final class ClientFields {
  private static final long DEVICE = 'D';
  private static final long NET = 'N';

  /** Facts that the client does not tell, as often of honest as of other devices. */
  private static final double UNTOLD = 0.15;

  private static final int MODELS = 60;
  private static final int FARM_MODELS = 4;

  private final long seed;
  private final Ids ids;
  private final Cities cities;
  private final Chance chance;

  /** The clients of a simulation. */
  public ClientFields(long seed, Ids ids, Cities cities) {
    this.seed = seed;
    this.ids = ids;
    this.cities = cities;
    this.chance = Chance.of(seed, DEVICE, 0);
  }

  /**
   * Fills in the fields.
   *
   * @param visit the moment's own draws, such as whether it is charging
   */
  public Draft fill(Draft draft, Client client, Chance visit) {
    device(draft, client.device(), visit);
    return net(draft, client.net(), visit);
  }

  private void device(Draft draft, Device device, Chance visit) {
    chance.restart(seed, DEVICE, device.id());
    draft.text("device_id", ids.of('d', device.id()));
    draft.text("device_model", model(device));
    if (!chance.happens(UNTOLD)) {
      draft.text("fingerprint_id", ids.of('f', device.id()));
    }
    if (!chance.happens(UNTOLD)) {
      draft.yes("is_emulator", chance.happens(emulator(device.kind())));
    }
    if (!chance.happens(UNTOLD)) {
      draft.yes("is_rooted", chance.happens(rooted(device.kind())));
    }
    if (!chance.happens(UNTOLD)) {
      draft.yes("is_charging", visit.happens(charging(device.kind())));
    }
    if (!chance.happens(UNTOLD)) {
      draft.number(
          "sensor_entropy", (long) Math.max(0, entropy(device.kind()) + 900 * visit.normal()));
    }
    draft.text("sim_country", chance.happens(0.03) ? "HK" : "CN");
  }

  private String model(Device device) {
    boolean few = device.kind() == DeviceKind.FARM;
    int model =
        few ? chance.below(FARM_MODELS) : Math.min(chance.below(MODELS), chance.below(MODELS));
    int system = 10 + Math.max(chance.below(6), chance.below(6));
    int app = 80 + Math.max(chance.below(15), chance.below(15));
    return "m" + (10 + model) + "/android" + system + "/" + app;
  }

  private static double emulator(DeviceKind kind) {
    return switch (kind) {
      case PHONE -> 0.006;
      case FARM, CLOUD -> 0.02;
      case EMULATOR -> 0.55;
    };
  }

  private static double rooted(DeviceKind kind) {
    return switch (kind) {
      case PHONE -> 0.03;
      case FARM -> 0.25;
      case CLOUD -> 0.12;
      case EMULATOR -> 0.30;
    };
  }

  private static double charging(DeviceKind kind) {
    return kind == DeviceKind.PHONE ? 0.3 : 0.45;
  }

  private static double entropy(DeviceKind kind) {
    return switch (kind) {
      case PHONE -> 4200;
      case FARM -> 3200;
      case CLOUD -> 3500;
      case EMULATOR -> 2500;
    };
  }

  private Draft net(Draft draft, Net net, Chance visit) {
    long block = ((long) net.kind().letter() << 32) + (net.number() >>> 6);
    long spread = Chance.mix(seed + block);
    String ip24 = octet(spread) + "." + octet(spread >>> 8) + "." + octet(spread >>> 16);
    draft.text("ip", ip24 + "." + (101 + (net.number() & 63)));
    draft.text("ip24", ip24);
    draft.word("ip_type", visit.happens(0.04) ? "unknown" : net.kind().word());
    draft.text("asn_id", asn(net, block));
    if (!visit.happens(UNTOLD)) {
      int city = visit.happens(0.06) ? cities.any(visit) : net.city();
      draft.text("net_geo_city", cities.code(city));
      draft.number("geo_accuracy_km", 1 + (long) visit.exponential(12));
    }
    return draft;
  }

  /** Three digits always. */
  private static long octet(long bits) {
    return 100 + Long.remainderUnsigned(bits & 0xFFFFL, 156);
  }

  private String asn(Net net, long block) {
    int count =
        switch (net.kind()) {
          case RESIDENTIAL, MOBILE -> 3;
          case EDU_NAT -> 2;
          case CORP_NAT -> 8;
          case DATACENTER -> 6;
          case PROXY -> 5;
        };
    long asn = net.kind().letter() * 16L + Long.remainderUnsigned(Chance.mix(block + NET), count);
    return ids.of('n', asn);
  }
}
