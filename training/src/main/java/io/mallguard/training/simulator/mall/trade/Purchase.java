package io.mallguard.training.simulator.mall.trade;

import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Client;
import io.mallguard.training.simulator.mall.world.Line;
import io.mallguard.training.simulator.mall.world.Shop;
import java.util.List;

/**
 * What somebody is about to pay for. Immutable.
 *
 * @param buyer who
 * @param shop where
 * @param lines what, the largest first
 * @param discountMinor what the shop lets go
 * @param subsidyMinor what the mall adds
 * @param funding the money, what is left to pay
 * @param client from where
 * @param visit what came before
 * @param conduct what comes after
 * @param tag what it really is
 */
public record Purchase(
    Account buyer,
    Shop shop,
    List<Line> lines,
    long discountMinor,
    long subsidyMinor,
    Funding funding,
    Client client,
    Visit visit,
    Conduct conduct,
    Tag tag) {
  /** Copies the list. */
  public Purchase {
    lines = List.copyOf(lines);
  }

  /** What the buyer pays. */
  public long amountMinor() {
    return lines.stream().mapToLong(Line::amountMinor).sum() - discountMinor - subsidyMinor;
  }
}
