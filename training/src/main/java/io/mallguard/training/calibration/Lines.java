package io.mallguard.training.calibration;

import io.mallguard.training.page.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** Writes down the compared quantities one by one. */
final class Lines {
  private static final double DAY = 24;

  private final Habits mall;
  private final Habits retail;
  private final List<Line> lines = new ArrayList<>();

  Lines(Habits mall, Habits retail) {
    this.mall = mall;
    this.retail = retail;
  }

  List<Line> all() {
    values();
    times();
    customers();
    cancellations();
    return List.copyOf(lines);
  }

  private void add(
      String group,
      String quantity,
      ToDoubleFunction<Habits> of,
      DoubleFunction<Figure> style,
      String reason) {
    lines.add(
        new Line(
            group,
            quantity,
            style.apply(of.applyAsDouble(mall)),
            style.apply(of.applyAsDouble(retail)),
            reason));
  }

  private void values() {
    String group = "Order values";
    add(
        group,
        "standard deviation of the logarithm",
        Habits::logDeviation,
        Figure::number,
        "As broad as a real shop's, though it is another mixture: phones and top-ups in the mall,"
            + " samples and pallets in the shop.");
    add(
        group,
        "5 % quantile / median",
        h -> h.values().quantile(0.05),
        Figure::number,
        "The wholesaler has small orders too: samples, and carriage paid later.");
    add(
        group,
        "95 % quantile / median",
        h -> h.values().quantile(0.95),
        Figure::number,
        "A mall sells telephones beside socks; a gift shop's dear orders are many cheap pieces.");
    add(
        group,
        "99.9 % quantile / median",
        h -> h.values().quantile(0.999),
        Figure::number,
        "Wholesale has no upper end; a mall's payment methods have limits.");
    add(
        group,
        "value in the largest 1 % of orders",
        h -> h.values().ofLargest(0.01),
        Figure::percent,
        "Follows from the two tails.");
  }

  private void times() {
    String group = "Times";
    add(
        group,
        "orders from 0 to 8 o'clock",
        h -> hours(h, 0, 8),
        Figure::percent,
        "Businesses order when they are open; people order at night, more so on feast days.");
    add(
        group,
        "orders from 9 to 17 o'clock",
        h -> hours(h, 9, 17),
        Figure::percent,
        "As above: a working day against a day with the peak of Chinese malls at 20 to 23.");
    add(
        group,
        "orders on Saturday and Sunday",
        h -> weekend(h.trade()),
        Figure::percent,
        "The shop is closed on Saturdays; the mall's weekdays differ by 8 %.");
    add(
        group,
        "variation of orders per day, deviation / mean",
        h -> h.perDay().deviation() / h.perDay().mean(),
        Figure::number,
        "Both double their trade before Christmas or on feasts; the mall's does so in a day.");
    add(
        group,
        "busiest day / median day",
        h -> h.perDay().quantile(1) / h.perDay().quantile(0.5),
        Figure::number,
        "18 June and 11 November at 3.0 to 3.5 times a day, by the press; a wholesaler has no"
            + " such day.");
  }

  private static double hours(Habits habits, int from, int to) {
    List<Trade.Deal> orders = habits.trade().orders();
    long inside = orders.stream().filter(o -> o.hour() >= from && o.hour() < to).count();
    return (double) inside / orders.size();
  }

  private static double weekend(Trade trade) {
    long inside =
        trade.orders().stream().filter(o -> o.day().getDayOfWeek().getValue() > 5).count();
    return (double) inside / trade.orders().size();
  }

  private void customers() {
    String group = "Repeat behaviour";
    add(
        group,
        "orders per customer, mean",
        h -> h.perCustomer().mean(),
        Figure::number,
        "People come to a mall that sells everything every week; the shop's customers restock"
            + " monthly.");
    add(
        group,
        "customers with one order",
        h -> h.perCustomer().below(1.5),
        Figure::percent,
        "Follows from the mean; both are gamma-Poisson with a heavy tail.");
    add(
        group,
        "orders of the busiest 10 % of customers",
        h -> h.perCustomer().ofLargest(0.1),
        Figure::percent,
        "A heavy tail on both sides: the mall's gamma of shape 0.45 is an assumption that this"
            + " supports.");
    add(
        group,
        "value of the dearest 10 % of customers",
        h -> h.spent().ofLargest(0.1),
        Figure::percent,
        "A few resellers carry a wholesaler; a mall has bulk buyers, but they are rare.");
    add(
        group,
        "median gap between two orders, days",
        h -> h.gaps().quantile(0.5) / DAY,
        Figure::number,
        "As the orders per customer.");
    add(
        group,
        "gaps below an hour",
        h -> h.gaps().below(1),
        Figure::percent,
        "Businesses split their baskets. Honest bursts are rarer in the mall than in the shop, so"
            + " speed alone tells more than it would there.");
    add(
        group,
        "gaps below a day",
        h -> h.gaps().below(DAY),
        Figure::percent,
        "The mall has more of them, since its customers come more often.");
  }

  private void cancellations() {
    String group = "Cancellations";
    add(
        group,
        "cancellations per 100 orders",
        h -> 100 * h.cancellationRate(),
        Figure::number,
        "One order of wholesale has many lines, any of which may be credited; the mall's are"
            + " requests for a refund, by category 2 to 20 % of orders.");
    add(
        group,
        "their value per value of orders",
        Habits::cancelledValueRate,
        Figure::percent,
        "The mall's refunds are of most of an order, the shop's of a line or two.");
    add(
        group,
        "median value / median order",
        h -> h.cancelled().quantile(0.5),
        Figure::number,
        "As above.");
    add(
        group,
        "customers who cancel",
        Habits::cancellers,
        Figure::percent,
        "More orders of a customer, more occasions.");
    add(
        group,
        "within an hour of the customer's latest order",
        h -> h.lags().below(1),
        Figure::percent,
        "Slips and second thoughts: real people have them, so quick refunds are no proof.");
    add(
        group,
        "within a day",
        h -> h.lags().below(DAY),
        Figure::percent,
        "The mall refunds at a button, before shipping too; and its customers' latest order is"
            + " younger whatever it is they cancel.");
    add(
        group,
        "median time since the latest order, days",
        h -> h.lags().quantile(0.5) / DAY,
        Figure::number,
        "As above; measured alike on both sides, from the latest order of any kind.");
  }
}
