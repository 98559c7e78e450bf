package io.mallguard.features.graph;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventJson;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.IdHash;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.schema.SchemaReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Orders with devices and cards, transfers, payouts, and labels on orders and accounts. */
final class Dealings {
  static final long HOUR = 3_600_000;

  static final EventSchema SCHEMA =
      SchemaReader.parse(
          """
          schema: dealings
          time_zone: Asia/Shanghai
          currency: CNY
          entities: [account, shop, device, card]
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
                device_id: {entity: device, optional: true}
                card_id: {entity: card, optional: true}
                amount_minor: money
                fraud: {type: bool, marked_by: order_label, known_after: 1d}
            login:
              fields: {account_id: {entity: account}, device_id: {entity: device}}
            transfer:
              scored: true
              fields:
                from_id: {entity: account}
                to_id: {entity: account}
                amount_minor: money
            payout:
              scored: true
              fields: {shop_id: {entity: shop}, amount_minor: money}
            order_label:
              subject: order
              fields:
                verdict: {enum: [fraud, legit, unsure]}
                origin: {enum: [analyst, rule]}
              marks: {fraud: "verdict == 'fraud'"}
            account_label:
              fields:
                account_id: {entity: account}
                verdict: {enum: [fraud, legit, unsure]}
                origin: {enum: [analyst, rule]}
          """,
          "dealings");

  /**
   * What one event says; ids are numbers below 100, 0 for none.
   *
   * @param a buyer, payer, account, or the shop of a payout
   * @param b shop, payee, or the owner of an opened shop
   * @param order position of the order that a label is about, or -1
   * @param earlier position of the label that this one takes back, or -1
   */
  record Fact(
      String type,
      int position,
      long timeMillis,
      long a,
      long b,
      long device,
      long card,
      long amountMinor,
      String verdict,
      boolean rule,
      int order,
      int earlier) {

    boolean is(String name) {
      return type.equals(name);
    }
  }

  private final EventJson json = new EventJson(SCHEMA);
  private final SplittableRandom random;
  private final List<Integer> orders = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();
  private long clockMillis = 1_700_000_000_000L;

  final List<Fact> facts = new ArrayList<>();
  final List<LoggedEvent> log = new ArrayList<>();

  Dealings(long seed, int events) {
    this.random = new SplittableRandom(seed);
    for (int i = 0; i < events; i++) {
      next();
    }
  }

  /** The number of a node of a graph, by its kind and id. */
  static long key(String kind, long id) {
    return IdHash.join(IdHash.of(kind), IdHash.of("n" + id));
  }

  private void next() {
    clockMillis += random.nextInt(3) == 0 ? 0 : random.nextInt(4) * HOUR / 2;
    long account = 1L + random.nextInt(24);
    long shop = 1L + random.nextInt(5);
    long device = random.nextInt(20);
    long card = random.nextInt(30);
    long amount = 80L + random.nextInt(40);
    switch (random.nextInt(14)) {
      case 0 -> add("shop_opened", shop, account, 0, 0, 0, -1);
      case 1 -> add("login", account, 0, 1 + device, 0, 0, -1);
      case 2, 3, 4 -> add("transfer", account, 1L + random.nextInt(24), 0, 0, amount, -1);
      case 5 -> add("payout", shop, 0, 0, 0, amount, -1);
      case 6 -> add("account_label", account, 0, 0, 0, 0, -1);
      case 7 -> {
        if (!orders.isEmpty()) {
          int order = orders.get(Math.max(0, orders.size() - 1 - random.nextInt(20)));
          add("order_label", 0, 0, 0, 0, 0, order);
        }
      }
      default -> add("order", account, shop, device, card, amount, -1);
    }
  }

  private void add(String type, long a, long b, long device, long card, long amount, int order) {
    int position = log.size();
    String verdict = List.of("fraud", "legit", "fraud", "unsure").get(random.nextInt(4));
    boolean again = order >= 0 && !labels.isEmpty() && random.nextInt(3) == 0;
    int earlier = again ? labels.get(random.nextInt(labels.size())) : -1;
    boolean rule = random.nextInt(4) == 0;
    facts.add(
        new Fact(
            type,
            position,
            clockMillis,
            a,
            b,
            device,
            card,
            amount,
            verdict,
            rule,
            order,
            earlier));
    if (type.equals("order")) {
      orders.add(position);
    } else if (type.equals("order_label")) {
      labels.add(position);
    }
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("event_id", "e" + position);
    event.put("event_type", type);
    event.put("occurred_at", Instant.ofEpochMilli(clockMillis).toString());
    event.put("observed_at", Instant.ofEpochMilli(clockMillis).toString());
    fill(event.putObject("data"), facts.get(position));
    Problems problems = new Problems();
    Event read =
        json.read(event, clockMillis, "", problems, new ArrayList<>())
            .orElseThrow(() -> new AssertionError(problems.list()));
    log.add(new LoggedEvent(position + 1L, clockMillis, read));
  }

  private static void fill(ObjectNode data, Fact fact) {
    switch (fact.type()) {
      case "shop_opened" -> put(put(data, "shop_id", fact.a()), "owner_id", fact.b());
      case "login" -> put(put(data, "account_id", fact.a()), "device_id", fact.device());
      case "transfer" -> put(put(data, "from_id", fact.a()), "to_id", fact.b());
      case "payout" -> put(data, "shop_id", fact.a());
      case "account_label" -> put(data, "account_id", fact.a());
      case "order_label" -> data.put("subject_id", "o" + fact.order());
      default -> {
        data.put("order_id", "o" + fact.position());
        put(put(data, "buyer_id", fact.a()), "shop_id", fact.b());
        put(put(data, "device_id", fact.device()), "card_id", fact.card());
      }
    }
    if (fact.amountMinor() > 0) {
      data.put("amount_minor", fact.amountMinor());
    }
    if (fact.type().endsWith("_label")) {
      data.put("verdict", fact.verdict()).put("origin", fact.rule() ? "rule" : "analyst");
    }
    if (fact.earlier() >= 0) {
      data.put("supersedes", "e" + fact.earlier());
    }
  }

  private static ObjectNode put(ObjectNode data, String name, long id) {
    return id == 0 ? data : data.put(name, "n" + id);
  }
}
