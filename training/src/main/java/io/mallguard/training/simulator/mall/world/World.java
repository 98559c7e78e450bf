package io.mallguard.training.simulator.mall.world;

import io.mallguard.training.simulator.mall.chance.Chance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** All accounts and shops. One owner thread. */
public final class World {
  private final List<Account> accounts = new ArrayList<>();
  private final List<Shop> shops = new ArrayList<>();
  private final List<Account> allAccounts = Collections.unmodifiableList(accounts);
  private final List<Shop> allShops = Collections.unmodifiableList(shops);
  private final Market market = new Market();
  private final List<Account> lodgers = new ArrayList<>();
  private final List<Device> resold = new ArrayList<>();

  /** All accounts by number. */
  public List<Account> accounts() {
    return allAccounts;
  }

  /** All shops by number. */
  public List<Shop> shops() {
    return allShops;
  }

  /** An account by its number. */
  public Account account(int number) {
    return accounts.get(number);
  }

  /** A shop by its number. */
  public Shop shop(int number) {
    return shops.get(number);
  }

  /** Any account. */
  public Account anyone(Chance chance) {
    return accounts.get(chance.below(accounts.size()));
  }

  /** Somebody lives in a dormitory, or will. */
  public void lodge(Account account) {
    lodgers.add(account);
  }

  /** Anyone who lives in a dormitory, anyone at all if nobody does. */
  public Account anyLodger(Chance chance) {
    return lodgers.isEmpty() ? anyone(chance) : lodgers.get(chance.below(lodgers.size()));
  }

  /** A phone that somebody needs no more is for sale. */
  public void resell(Device phone) {
    resold.add(phone);
  }

  /** Buys one of the phones for sale, if there is one. */
  public Optional<Device> buyResold(Chance chance) {
    return resold.isEmpty()
        ? Optional.empty()
        : Optional.of(resold.remove(chance.below(resold.size())));
  }

  /** Any shop. */
  public Shop anyShop(Chance chance) {
    return shops.get(chance.below(shops.size()));
  }

  /** Adds the account with the next number. */
  public Account add(Account account) {
    if (account.number() != accounts.size()) {
      throw new IllegalArgumentException("account " + account.number());
    }
    accounts.add(account);
    return account;
  }

  /** Adds the shop with the next number. */
  public Shop add(Shop shop) {
    if (shop.number() != shops.size()) {
      throw new IllegalArgumentException("shop " + shop.number());
    }
    shops.add(shop);
    return shop;
  }

  /** From now on people may come by. */
  public void list(Shop shop) {
    market.add(shop);
  }

  /** A shop of a category that somebody finds by looking around. */
  public Optional<Shop> found(int category, Chance chance) {
    int number = market.shop(category, chance);
    return number < 0 ? Optional.empty() : Optional.of(shops.get(number));
  }
}
