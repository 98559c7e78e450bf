package io.mallguard.training.simulator.mall.world;

import java.util.Locale;

/** What is bought. */
public enum GoodsKind {
  /** Something that is sent in a parcel. */
  PHYSICAL,
  /** A code for a game or the like. */
  VIRTUAL_CODE,
  /** Money on a phone. */
  TOP_UP,
  /** A gift card. */
  GIFT_CARD,
  /** A service. */
  SERVICE;

  /** Its word in events. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it is delivered within seconds, without a parcel. */
  public boolean isVirtual() {
    return this != PHYSICAL;
  }
}
