package io.mallguard.features.proof;

import java.util.List;
import java.util.Map;

/**
 * What graphs of a world are made of.
 *
 * @param edges sets of edges by name, each a list of entries; those of {@code money} have amounts
 * @param labels entries of the only set of labels
 * @param pays about payments, for sets in which a type stands twice
 * @param buys about the two nodes of a purchase
 * @param knows about the entity that labels are about, and another node
 * @param via the kind of an attribute that {@code used} reaches
 * @param reader key and event of a windowed feature that may read graphs
 */
record GraphWorld(
    Map<String, List<String>> edges,
    List<String> labels,
    String pays,
    String buys,
    String knows,
    String via,
    String reader) {

  private static final GraphWorld CARDS =
      new GraphWorld(
          Map.of(
              "money",
              List.of(
                  "event: transaction, from: customer_id, to: terminal_id, amount: amount_minor,"
                      + " where: \"channel != 'web'\"",
                  "event: transaction, from: terminal_id, to: customer_id, amount: amount_minor,"
                      + " where: \"channel == 'web'\""),
              "purchases",
              List.of("event: transaction, from: customer_id, to: terminal_id"),
              "visits",
              List.of(
                  "event: transaction, from: customer_id,"
                      + " to: {parts: [terminal_id, \"occurred_at / 6h\"]}"),
              "tensor",
              List.of("event: transaction, from: customer_id, to: terminal_id, with: [channel]"),
              "spent",
              List.of(
                  "event: transaction, from: transaction_id, to: terminal_id,"
                      + " amount: amount_minor"),
              "used",
              List.of(
                  "event: transaction, from: transaction_id, to: customer_id",
                  "event: transaction, from: transaction_id, to: terminal_id")),
          List.of("event: label, subject: subject_id, fraud: \"verdict == 'fraud'\""),
          "{event: transaction, from: customer_id, to: terminal_id, amount: amount_minor}",
          "{event: transaction, from: customer_id, to: terminal_id}",
          "{event: transaction, from: transaction_id, to: transaction_id}",
          "customer",
          "key: customer, event: transaction");

  private static final GraphWorld ALARMS =
      new GraphWorld(
          Map.of(
              "money",
              List.of(
                  "event: alarm, from: sensor_id, to: site_id, amount: reading",
                  "event: visit, from: site_id, to: sensor_id, amount: reading"),
              "purchases",
              List.of("event: [alarm, visit], from: sensor_id, to: site_id"),
              "visits",
              List.of("event: alarm, from: sensor_id, to: {parts: [site_id, severity]}"),
              "tensor",
              List.of("event: alarm, from: sensor_id, to: site_id, with: [severity, reading]"),
              "spent",
              List.of("event: alarm, from: sensor_id, to: site_id, amount: reading"),
              "used",
              List.of(
                  "event: [alarm, visit], from: sensor_id, to: site_id",
                  "event: alarm, from: sensor_id, to: severity")),
          List.of("event: visit, subject: sensor_id, fraud: is_repair, undecided: \"reading < 9\""),
          "{event: alarm, from: sensor_id, to: site_id, amount: reading}",
          "{event: alarm, from: sensor_id, to: site_id}",
          "{event: alarm, from: sensor_id, to: sensor_id}",
          "site",
          "key: sensor, event: alarm");

  private static final GraphWorld MALL =
      new GraphWorld(
          Map.of(
              "money",
              List.of(
                  "event: order, from: buyer_id, to: shop.owner_id, amount: amount_minor,"
                      + " tag: shop_id",
                  "event: refund, from: shop.owner_id, to: order.buyer_id, amount: amount_minor",
                  "event: transfer, from: from_account_id, to: to_account_id,"
                      + " amount: amount_minor"),
              "purchases",
              List.of(
                  "event: order, from: buyer_id, to: shop_id",
                  "event: refund, from: order.buyer_id, to: order.shop_id"),
              "visits",
              List.of("event: order, from: buyer_id, to: {parts: [shop_id, \"occurred_at / 6h\"]}"),
              "tensor",
              List.of("event: order, from: buyer_id, to: shop_id, with: [device_id, goods_kind]"),
              "spent",
              List.of("event: order, from: buyer_id, to: shop_id, amount: amount_minor"),
              "used",
              List.of(
                  "event: order, from: buyer_id, to: device_id",
                  "event: order, from: buyer_id, to: payer_account_id",
                  "event: shop_opened, from: owner_id, to: category")),
          List.of(
              "event: label, subject: order.buyer_id, fraud: \"verdict == 'fraud'\","
                  + " where: \"origin != 'rule'\""),
          "{event: order, from: buyer_id, to: shop.owner_id, amount: amount_minor}, {event: refund,"
              + " from: shop.owner_id, to: order.buyer_id, amount: amount_minor}",
          "{event: order, from: buyer_id, to: shop_id}",
          "{event: order, from: buyer_id, to: shop.owner_id}",
          "device",
          "key: buyer, event: order");

  static GraphWorld of(World world) {
    return switch (world.name()) {
      case "cards" -> CARDS;
      case "alarms" -> ALARMS;
      default -> MALL;
    };
  }
}
