package io.mallguard.training.simulator.mall.world;

/**
 * A network address. Immutable.
 *
 * @param kind what it belongs to
 * @param number among those of its kind
 * @param city where it seems to be
 */
public record Net(NetKind kind, int number, int city) {
  /** No address in particular. */
  public static final Net NONE = new Net(NetKind.MOBILE, -1, 0);

  /** Whether it is an address. */
  public boolean isThere() {
    return number >= 0;
  }
}
