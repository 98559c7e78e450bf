package io.mallguard.training.simulator.mall.trade;

import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.log.Draft;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.truth.Tag;
import io.mallguard.training.simulator.mall.world.Account;
import io.mallguard.training.simulator.mall.world.Category;
import io.mallguard.training.simulator.mall.world.Shop;
import java.util.List;

/** Accounts and shops come to the mall, and change. One owner thread. */
public final class Registry {
  private static final long STREAM = 'R';
  private static final String[] LEVELS = {"l0", "l1", "l2", "l3", "l4"};
  private static final String[] CHANNELS = {"app_store", "advert", "friend", "web", "preinstalled"};
  private static final String[] DOMAINS = {"qq.com", "163.com", "126.com", "gmail.com", "sina.cn"};

  private final Mall mall;
  private final Where where;

  Registry(Mall mall) {
    this.mall = mall;
    this.where = new Where(mall);
  }

  /**
   * How somebody comes to the mall. Immutable.
   *
   * @param phoneType a word in events
   * @param inviter number of the account that invited, -1 for none
   * @param level of verification soon after
   * @param phone number of the phone
   */
  public record Arrival(String phoneType, int inviter, int level, long phone) {}

  /** Id of an account. */
  public String id(Account account) {
    return mall.log().ids().of('b', account.number());
  }

  /** Id of a shop. */
  public String id(Shop shop) {
    return mall.log().ids().of('s', shop.number());
  }

  /** Id of the payment account of an account. */
  public String paymentId(Account account) {
    return mall.log().ids().of('p', account.number());
  }

  /** Fills in from where an account acts now. */
  public void fillClient(Draft draft, Account account, Chance visit) {
    mall.clients().fill(draft, where.usual(account, mall.agenda().day(), visit), visit);
  }

  /** Registers an account; verification, cards and credit follow. */
  public void register(Account account, Arrival arrival, Tag tag, long nowMillis) {
    Chance chance = mall.chance(STREAM, account.number());
    account.register();
    Draft draft = mall.log().draft("account_registered");
    draft.text("account_id", id(account));
    draft.word(
        "account_kind", account.person().isSeller() ? chance.oneOf("seller", "both") : "buyer");
    draft.text("payment_account_id", paymentId(account));
    draft.text("phone_id", mall.log().ids().of('z', arrival.phone()));
    draft.word("phone_type", arrival.phoneType());
    if (arrival.inviter() >= 0) {
      draft.text("inviter_account_id", id(mall.world().account(arrival.inviter())));
    }
    draft.text(
        "channel", arrival.inviter() >= 0 ? "friend" : CHANNELS[chance.below(CHANNELS.length)]);
    if (chance.happens(0.3)) {
      draft.text("email_domain", DOMAINS[chance.below(DOMAINS.length)]);
    }
    fillClient(draft, account, chance);
    mall.log().write(draft, nowMillis, tag);
    settleIn(account, arrival, chance, tag, nowMillis);
  }

  private void settleIn(Account account, Arrival arrival, Chance chance, Tag tag, long nowMillis) {
    long atMillis = nowMillis;
    for (int level = 1; level <= arrival.level(); level++) {
      int reached = level;
      atMillis += chance.aroundSeconds(level == 1 ? 20 : 300, 1);
      mall.agenda().at(atMillis, now -> verify(account, reached, chance, tag, now));
    }
    atMillis += chance.aroundSeconds(200, 1);
    mall.agenda().at(atMillis, now -> bind(account, account.debitCard(), "debit_card", tag, now));
    if (account.hasCreditCard()) {
      atMillis += chance.aroundSeconds(4000, 1.5);
      mall.agenda()
          .at(atMillis, now -> bind(account, account.creditCard(), "credit_card", tag, now));
    }
    if (account.credit().limitMinor() > 0) {
      atMillis += chance.aroundSeconds(20_000, 1.5);
      mall.agenda().at(atMillis, now -> mall.credit().open(account, now));
    }
  }

  /** Goes through a step of verification; some need a second try. */
  public void verify(Account account, int level, Chance chance, Tag tag, long nowMillis) {
    if (chance.happens(0.08)) {
      write(account, level, level - 1, chance.oneOf("fail", "abandon", "expired"), tag, nowMillis);
      long againMillis = nowMillis + chance.aroundSeconds(120, 1);
      mall.agenda().at(againMillis, now -> verify(account, level, chance, tag, now));
      return;
    }
    account.level(level);
    write(account, level, level, "pass", tag, nowMillis);
  }

  private void write(
      Account account, int step, int reached, String outcome, Tag tag, long nowMillis) {
    Draft draft = mall.log().draft("identity_verified");
    draft.text("account_id", id(account));
    draft.word("step", step(step, account.person().isSeller()));
    draft.word("outcome", outcome);
    draft.word("verification_level", LEVELS[Math.max(0, reached)]);
    draft.number("payment_account_class", Math.max(1, Math.min(3, reached)));
    if (step >= 2) {
      draft.text("legal_id", mall.log().ids().of('q', account.number()));
    }
    draft.word("trigger", "self");
    mall.log().write(draft, nowMillis, tag);
  }

  private static String step(int level, boolean seller) {
    return switch (level) {
      case 1 -> "phone_otp";
      case 2 -> "id_card";
      case 3 -> "bank_card_4e";
      default -> seller ? "business_licence" : "face_liveness";
    };
  }

  /** Binds a card. */
  public void bind(Account account, long card, String type, Tag tag, long nowMillis) {
    Chance chance = mall.chance(STREAM, -card * 31 - account.number());
    Draft draft = mall.log().draft("instrument_bound");
    draft.text("account_id", id(account));
    draft.text("payment_account_id", paymentId(account));
    draft.text("instrument_id", mall.log().ids().of('c', card));
    draft.word("action", "bound");
    draft.word("instrument_type", type);
    boolean own = account.owns(card);
    if (chance.happens(0.85)) {
      draft.yes("owner_match", chance.happens(own ? 0.97 : 0.75));
    }
    int city = chance.happens(0.9) ? account.person().city() : mall.cities().any(chance);
    draft.text("card_city", mall.cities().code(city));
    int bank = Math.min(chance.below(20), chance.below(20));
    draft.text("issuer", "bank" + (10 + bank));
    draft.text("bin6", String.valueOf(621_000 + bank * 10 + chance.below(10)));
    mall.log().write(draft, nowMillis, tag);
  }

  /** Changes a credential. */
  public void changeCredential(
      Account account, String what, Chance chance, Tag tag, long nowMillis) {
    Draft draft = mall.log().draft("credential_changed");
    draft.text("account_id", id(account));
    draft.word("what", what);
    fillClient(draft, account, chance);
    mall.log().write(draft, nowMillis, tag);
  }

  /** Logs in. */
  public void login(Account account, Chance chance, Tag tag, long nowMillis) {
    if (!account.isActive()) {
      return;
    }
    Draft draft = mall.log().draft("login");
    draft.text("account_id", id(account));
    draft.word("outcome", chance.happens(0.94) ? "success" : chance.oneOf("fail", "challenged"));
    if (chance.happens(0.85)) {
      draft.yes("new_device", chance.happens(0.04));
    }
    draft.word("method", chance.oneOf("session", "session", "biometric", "otp", "password"));
    fillClient(draft, account, chance);
    mall.log().write(draft, nowMillis, tag);
  }

  /** Opens a shop; people find it from then on. */
  public void open(Shop shop, Tag tag, long nowMillis) {
    Chance chance = mall.chance(STREAM, shop.number());
    Draft draft = mall.log().draft("shop_opened");
    facts(draft, shop);
    if (chance.happens(0.4)) {
      draft.number("deposit_minor", chance.oneOf(100_000L, 200_000L, 500_000L));
    }
    mall.log().write(draft, nowMillis, tag);
    mall.world().list(shop);
  }

  private void facts(Draft draft, Shop shop) {
    draft.text("shop_id", id(shop));
    draft.text("owner_account_id", id(shop.owner()));
    draft.text("owner_phone", mall.log().ids().of('z', shop.owner().number()));
    draft.text("legal_id", mall.log().ids().of('q', shop.legalId()));
    draft.word("business_type", shop.isEnterprise() ? "enterprise" : "personal");
    draft.text("category_id", Category.ALL.get(shop.category()).id());
    draft.text("payout_card", mall.log().ids().of('c', shop.payoutCard()));
    draft.text("city", mall.cities().code(shop.city()));
  }

  /** A shop has its money paid to another card. */
  public void changePayoutCard(Shop shop, long card, Tag tag, long nowMillis) {
    Draft draft = mall.log().draft("shop_changed");
    String old = mall.log().ids().of('c', shop.payoutCard());
    shop.payoutCard(card);
    facts(draft, shop);
    draft.list(
        "changes",
        List.of(
            draft
                .element("changes")
                .word("field", "payout_instrument")
                .text("old_value", old)
                .text("new_value", mall.log().ids().of('c', card))));
    mall.log().write(draft, nowMillis, tag);
  }

  /** A shop's visitors of the last week. */
  public void traffic(Shop shop, long visitors, double pagesEach, long chats, long nowMillis) {
    Draft draft = mall.log().draft("shop_changed");
    facts(draft, shop);
    draft.number("traffic_from", nowMillis - 7 * Days.DAY_MILLIS);
    draft.number("traffic_until", nowMillis);
    draft.number("traffic_visitors", visitors);
    draft.number("traffic_page_views", (long) (visitors * pagesEach));
    draft.number("traffic_chats", chats);
    mall.log().write(draft, nowMillis, Tag.HONEST);
  }
}
