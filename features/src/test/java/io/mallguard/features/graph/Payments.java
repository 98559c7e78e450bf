package io.mallguard.features.graph;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventJson;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.schema.SchemaReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Orders, refunds and transfers between a few accounts and shops whose owners become known. */
final class Payments {
  static final long HOUR = 3_600_000;

  static final EventSchema SCHEMA =
      SchemaReader.parse(
          """
          schema: payments
          time_zone: Asia/Shanghai
          currency: CNY
          entities: [account, shop]
          events:
            shop_opened:
              fields: {shop_id: {entity: shop}, owner_id: {entity: account}}
            order:
              scored: true
              id: order_id
              fields:
                order_id: id
                buyer_id: {entity: account}
                shop_id: {entity: shop}
                amount_minor: money
                paid: bool
            transfer:
              scored: true
              fields:
                from_id: {entity: account}
                to_id: {entity: account, optional: true}
                amount_minor: money
            refund:
              fields: {buyer_id: {entity: account}, shop_id: {entity: shop}, amount_minor: money}
            login:
              scored: true
              fields: {account_id: {entity: account}}
          """,
          "payments");

  /** What one event is, in numbers: accounts from 1 on, shops from 101 on, 0 for none. */
  record Fact(
      String type,
      long sequence,
      long timeMillis,
      long account,
      long other,
      long amountMinor,
      boolean paid) {}

  private final EventJson json = new EventJson(SCHEMA);
  private final SplittableRandom random;
  private long clockMillis = 1_700_000_000_000L;

  final List<Fact> facts = new ArrayList<>();
  final List<LoggedEvent> log = new ArrayList<>();

  Payments(long seed, int events) {
    this.random = new SplittableRandom(seed);
    for (int i = 0; i < events; i++) {
      next();
    }
  }

  private void next() {
    clockMillis += random.nextInt(3) == 0 ? 0 : random.nextInt(4) * HOUR / 2;
    long account = 1L + random.nextInt(7);
    long shop = 101L + random.nextInt(3);
    long amount = 80L + random.nextInt(40);
    boolean paid = random.nextInt(8) > 0;
    switch (random.nextInt(10)) {
      case 0 -> add("shop_opened", account, shop, 0, paid);
      case 1 -> add("login", account, 0, 0, paid);
      case 2 -> add("refund", account, shop, amount, paid);
      case 3, 4, 5, 6 -> add("order", account, shop, amount, paid);
      default -> add("transfer", account, random.nextInt(8), amount, paid);
    }
  }

  private void add(String type, long account, long other, long amount, boolean paid) {
    long sequence = log.size() + 1L;
    facts.add(new Fact(type, sequence, clockMillis, account, other, amount, paid));
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("event_id", "e" + sequence);
    event.put("event_type", type);
    event.put("occurred_at", Instant.ofEpochMilli(clockMillis).toString());
    event.put("observed_at", Instant.ofEpochMilli(clockMillis).toString());
    fill(event.putObject("data"), type, sequence, account, other, amount, paid);
    Problems problems = new Problems();
    Event read =
        json.read(event, clockMillis, "", problems, new ArrayList<>())
            .orElseThrow(() -> new AssertionError(problems.list()));
    log.add(new LoggedEvent(sequence, clockMillis, read));
  }

  private static void fill(
      ObjectNode data,
      String type,
      long sequence,
      long account,
      long other,
      long amount,
      boolean paid) {
    switch (type) {
      case "shop_opened" -> data.put("shop_id", "n" + other).put("owner_id", "n" + account);
      case "login" -> data.put("account_id", "n" + account);
      case "refund" -> data.put("buyer_id", "n" + account).put("shop_id", "n" + other);
      case "order" ->
          data.put("order_id", "o" + sequence)
              .put("buyer_id", "n" + account)
              .put("shop_id", "n" + other)
              .put("paid", paid);
      default -> {
        data.put("from_id", "n" + account);
        if (other > 0) {
          data.put("to_id", "n" + other);
        }
      }
    }
    if (amount > 0) {
      data.put("amount_minor", amount);
    }
  }
}
