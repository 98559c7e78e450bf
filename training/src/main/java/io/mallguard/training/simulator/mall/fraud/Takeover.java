package io.mallguard.training.simulator.mall.fraud;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.honest.Manners;
import io.mallguard.training.simulator.mall.trade.Conduct;
import io.mallguard.training.simulator.mall.trade.Wish;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.truth.Typology;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Category;
import io.mallguard.training.simulator.mall.world.Device;
import io.mallguard.training.simulator.mall.world.Line;
import io.mallguard.training.simulator.mall.world.Net;
import io.mallguard.training.simulator.mall.world.Shop;
import java.util.Optional;

/** T10: somebody else's account, a new password, codes for the attacker. */
final class Takeover implements Job {
  private static final String[] CATEGORIES = {"c_gift_card", "c_game_items", "c_mobile_top_up"};

  private final Hand hand;

  Takeover(Hand hand) {
    this.hand = hand;
  }

  @Override
  public void plan(Ring attacker, int orders, int day) {
    Chance own = attacker.chance().split();
    Account victim = hand.mall().world().anyone(own);
    long atMillis = hand.workMillis(attacker, day, own);
    hand.mall().agenda().at(atMillis, now -> enter(attacker, victim, orders, now));
  }

  private void enter(Ring attacker, Account victim, int orders, long nowMillis) {
    Chance own = attacker.chance().split();
    if (!victim.isActive() || victim.ring() >= 0 || !attacker.accounts().get(0).isRegistered()) {
      return;
    }
    Device device = victim.device();
    Net net = victim.net();
    Tag tag = hand.chain(attacker, Typology.T10, victim, 0, "");
    Account self = attacker.accounts().get(0);
    victim.device(own.happens(0.75) ? fresh(attacker, own) : self.device());
    victim.net(self.net());
    hand.mall().registry().changeCredential(victim, "password", own, tag, nowMillis);
    hand.mall()
        .agenda()
        .at(nowMillis + 20_000, now -> hand.mall().registry().login(victim, own, tag.next(), now));
    long atMillis = nowMillis;
    for (int i = 0; i < orders; i++) {
      atMillis += 30_000 + own.aroundSeconds(300, 1);
      hand.mall().agenda().at(atMillis, now -> order(attacker, victim, self, now));
    }
    long outMillis = atMillis + own.aroundSeconds(4000, 1);
    hand.mall()
        .agenda()
        .at(
            outMillis,
            now -> {
              victim.device(device);
              victim.net(net);
            });
    if (own.happens(0.8)) {
      hand.mall()
          .agenda()
          .at(
              outMillis + own.aroundSeconds(200_000, 0.8),
              now -> hand.mall().grievances().complain(victim, now));
    }
  }

  private void order(Ring attacker, Account victim, Account self, long nowMillis) {
    Chance own = attacker.chance().split();
    int category = Category.numberOf(CATEGORIES[own.below(CATEGORIES.length)]);
    Optional<Shop> shop = hand.mall().world().found(category, own);
    if (shop.isEmpty() || !shop.get().sells()) {
      return;
    }
    long mostMinor = Math.max(20_000, victim.credit().availableMinor());
    long wantedMinor = (long) (Math.min(300_000, mostMinor) * own.between(0.3, 0.95));
    Line line = hand.baskets().near(shop.get(), wantedMinor, own);
    Tag tag = hand.chain(attacker, Typology.T10, victim, line.amountMinor(), "");
    Conduct conduct =
        Manners.conduct(victim, line.item(), own)
            .with(Wish.NONE)
            .redeemedBy(self.number(), own.aroundSeconds(900, 1));
    hand.buy(
        attacker,
        victim,
        shop.get(),
        line,
        Hand.funding(victim, line.amountMinor(), own),
        conduct,
        tag,
        nowMillis);
  }

  /** A device for this one account. */
  private static Device fresh(Ring attacker, Chance own) {
    return new Device(attacker.devices(), (1 << 25) + own.below(1 << 24));
  }
}
