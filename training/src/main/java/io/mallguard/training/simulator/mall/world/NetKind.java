package io.mallguard.training.simulator.mall.world;

import java.util.Locale;

/** How somebody is connected. */
public enum NetKind {
  /** A home. */
  RESIDENTIAL,
  /** A phone, behind an address many share. */
  MOBILE,
  /** A rented machine. */
  DATACENTER,
  /** A campus. */
  EDU_NAT,
  /** A company. */
  CORP_NAT,
  /** A proxy or VPN. */
  PROXY;

  /** Its word in events. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** A letter of its own, by which numbers of different kinds are told apart. */
  char letter() {
    return name().charAt(0);
  }
}
