package io.mallguard.training.simulator.mall.trade;

import io.mallguard.features.event.EventSchema;
import io.mallguard.training.simulator.mall.chance.Chance;
import io.mallguard.training.simulator.mall.log.MallLog;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.simulator.mall.world.Catalogue;
import io.mallguard.training.simulator.mall.world.Cities;
import io.mallguard.training.simulator.mall.world.ClientFields;
import io.mallguard.training.simulator.mall.world.Season;
import io.mallguard.training.simulator.mall.world.World;

/** The mall: everything an agent may ask for. One owner thread. */
public final class Mall {
  private final MallPlan plan;
  private final Days days;
  private final MallLog log;
  private final Cities cities;
  private final Season season;
  private final Agenda agenda;
  private final ClientFields clients;
  private final Catalogue catalogue;
  private final World world = new World();
  private final RefundPolicy refundPolicy;
  private final Wallets wallets;
  private final CreditDesk credit;
  private final Refunds refunds;
  private final Delivery delivery;
  private final Checkout checkout;
  private final Registry registry;
  private final Payouts payouts;
  private final Grievances grievances;

  /** An empty mall. */
  public Mall(MallPlan plan, EventSchema schema, MallLog log) {
    this.plan = plan;
    this.days = plan.days();
    this.log = log;
    this.cities = new Cities(schema);
    this.season = new Season(days);
    this.agenda = new Agenda(days);
    this.clients = new ClientFields(plan.seed(), log.ids(), cities);
    this.catalogue = new Catalogue(plan.seed());
    this.refundPolicy = new RefundPolicy(days);
    this.wallets = new Wallets(this);
    this.credit = new CreditDesk(this);
    this.refunds = new Refunds(this);
    this.delivery = new Delivery(this);
    this.checkout = new Checkout(this);
    this.registry = new Registry(this);
    this.payouts = new Payouts(this);
    this.grievances = new Grievances(this);
  }

  /** What is simulated. */
  public MallPlan plan() {
    return plan;
  }

  /** The calendar. */
  public Days days() {
    return days;
  }

  /** Where events go. */
  public MallLog log() {
    return log;
  }

  /** The cities. */
  public Cities cities() {
    return cities;
  }

  /** When people buy. */
  public Season season() {
    return season;
  }

  /** What is still to happen. */
  public Agenda agenda() {
    return agenda;
  }

  /** What clients send. */
  public ClientFields clients() {
    return clients;
  }

  /** What is sold. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /** Who there is. */
  public World world() {
    return world;
  }

  /** Which refunds are paid without a person. */
  public RefundPolicy refundPolicy() {
    return refundPolicy;
  }

  /** The wallets. */
  public Wallets wallets() {
    return wallets;
  }

  /** The mall's own credit. */
  public CreditDesk credit() {
    return credit;
  }

  /** Refunds. */
  public Refunds refunds() {
    return refunds;
  }

  /** Parcels and codes. */
  public Delivery delivery() {
    return delivery;
  }

  /** Payments. */
  public Checkout checkout() {
    return checkout;
  }

  /** Accounts and shops. */
  public Registry registry() {
    return registry;
  }

  /** What shops are paid. */
  public Payouts payouts() {
    return payouts;
  }

  /** Chargebacks and complaints. */
  public Grievances grievances() {
    return grievances;
  }

  /** A stream of draws by its names. */
  public Chance chance(long stream, long key) {
    return Chance.of(plan.seed(), stream, key);
  }
}
