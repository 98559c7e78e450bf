package io.mallguard.features.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventJson;
import io.mallguard.features.event.IdHash;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.fold.Fold;
import io.mallguard.features.graph.Verdicts.Verdict;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import io.mallguard.features.state.Memory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Twenty thousand accounts on one device, with one card, at one shop, whose money comes back
 * through a few accounts and one: work per event stays within its budget, and nobody else feels it.
 */
class HubAttackTest {
  private static final int ATTACKERS = 20_000;
  private static final int VILLAGE_EVENTS = 4_000;
  private static final int HUB_CAP = 50;
  private static final int ACCOUNTS = 250;
  private static final int SHOPS = 25;
  private static final int MULES = 20;
  private static final int MIDDLES = 20;
  private static final int BUDGET = 2_000;
  private static final long DAY_MILLIS = 86_400_000;
  private static final long HUB_DEVICE = Dealings.key("device", 1);
  private static final long HUB_SHOP = Dealings.key("shop", 1);
  private static final long HUB_ACCOUNT = Dealings.key("account", 0);
  private static final long STEP_MILLIS = 120_000;
  private static final long START_MILLIS = 1_700_000_000_000L;

  private static final FeatureSpec SPEC =
      SpecReader.parse(
          """
          spec: hubs
          version: 1
          schema: dealings
          lookups:
            - {name: shop, from: shop_opened, by: shop_id, keep: life, take: latest}
          edges:
            money:
              - {event: order, from: buyer_id, to: shop.owner_id, amount: amount_minor}
              - {event: transfer, from: from_id, to: to_id, amount: amount_minor}
            used:
              - {event: login, from: account_id, to: device_id}
              - {event: order, from: buyer_id, to: device_id}
              - {event: order, from: buyer_id, to: card_id}
            dealt: [{event: order, from: buyer_id, to: shop_id}]
            passed: [{event: transfer, from: from_id, to: to_id}]
            visits: [{event: order, from: buyer_id, to: {parts: [shop_id, "occurred_at / 1h"]}}]
          labels:
            verdicts: [{event: account_label, subject: account_id, fraud: "verdict == 'fraud'"}]
          graph:
            - {name: closed, kind: cycle, edges: money, within: 3d, amount_kept: [0.5, 1.0], degree_cap: 500,
               budget: 2000, read: closed, meaning: m}
            - {name: returned, kind: money_back, edges: money, within: 3d, meaning: m}
            - {name: group, kind: component_size, edges: used, hub_cap: 50, include_current: true, meaning: m}
            - {name: mids, kind: wedge, edges: passed, ends: both, window: 1d, degree_cap: 20, read: max_mids, meaning: m}
            - {name: lockstep, kind: wedge, edges: visits, ends: to, window: 7d, degree_cap: 20, read: max_mids, meaning: m}
            - {name: shared, kind: shared_link, edges: used, via: device, about: [{event: order, from: buyer_id,
               to: shop.owner_id}], meaning: m}
            - {name: near, kind: label_distance, edges: used, deals: dealt, labels: verdicts, meaning: m}
            - {name: around, kind: neighbour_labels, edges: used, deals: dealt, labels: verdicts, read: labelled, meaning: m}
          features:
            - {name: orders, key: shop, event: order, agg: count, window: 1d, meaning: m}
            - {name: on_device, key: device, event: order, agg: distinct, of: buyer_id, window: 7d, meaning: m}
          """,
          "hubs",
          Dealings.SCHEMA);

  private final EventJson json = new EventJson(Dealings.SCHEMA);
  private final List<Event> attack = new ArrayList<>();
  private int ids;

  /** A fold, and what was read of it. */
  private static final class Reading {
    private final Fold fold = new Fold(SPEC);
    private final double[] row = new double[SPEC.features().size()];
    private final double[] most = new double[SPEC.features().size()];
    private long sequence;
    private int truncated;

    double[] take(Event event) {
      LoggedEvent logged = new LoggedEvent(++sequence, nowMillis(event), event);
      if (!event.type().scored()) {
        fold.absorb(logged);
        return new double[0];
      }
      fold.score(logged, row);
      return row.clone();
    }

    private long nowMillis(Event event) {
      return Math.max(fold.foldTimeMillis(), event.occurredAtMillis());
    }

    void takeOfAttack(Event event) {
      double[] own = take(event);
      for (int c = 0; c < own.length; c++) {
        most[c] = Math.max(most[c], own[c] > 0 ? own[c] : 0);
      }
      truncated += own.length > 0 && fold.rowTruncated() ? 1 : 0;
    }

    double most(String name) {
      return most[
          SPEC.features().stream()
              .filter(f -> f.name().equals(name))
              .findFirst()
              .orElseThrow()
              .index()];
    }
  }

  @Test
  void othersGetTheSameBitsAndAttackersAreBounded() {
    List<Event> village = village();
    List<double[]> alone = new ArrayList<>();
    List<Boolean> cut = new ArrayList<>();
    int[] values = new int[SPEC.features().size()];
    Reading calm = new Reading();
    for (Event event : village) {
      double[] row = calm.take(event);
      alone.add(row);
      for (int c = 0; c < row.length; c++) {
        values[c] += row[c] > 0 ? 1 : 0;
      }
      cut.add(calm.fold.rowTruncated());
    }
    assertThat(values).as("values of each column").doesNotContain(0);

    Reading attacked = new Reading();
    attack();
    int next = 0;
    for (int i = 0; i < village.size(); i++) {
      if (i == village.size() / 2) {
        assertThat(attacked.most("group")).isBetween((double) HUB_CAP, 2.0 * HUB_CAP);
        assertThat(attacked.most("around")).as("before it is a hub").isBetween(1.0, HUB_CAP * 1.0);
        Arrays.fill(attacked.most, 0);
      }
      for (; next < (long) attack.size() * i / village.size(); next++) {
        attacked.takeOfAttack(attack.get(next));
      }
      assertThat(attacked.take(village.get(i))).as("row of event %s", i).isEqualTo(alone.get(i));
      assertThat(attacked.fold.rowTruncated())
          .as("row of event %s is cut", i)
          .isEqualTo(cut.get(i));
    }
    assertThat(attacked.truncated).as("rows of attackers that are cut").isGreaterThan(1_000);
    assertThat(attacked.most("on_device")).isGreaterThan(ATTACKERS * 0.9);
    assertThat(attacked.most("mids")).isLessThanOrEqualTo(MIDDLES);
    assertThat(attacked.most("around")).as("nobody is judged by a hub").isZero();
    assertThat(attacked.most("near")).as("nobody is near fraud by a hub").isZero();
  }

  /** Edges looked at are counted: as many for the last attackers as for those long before. */
  @Test
  void aSearchCostsNoMoreTheLargerTheHub() {
    Memory memory = new Memory();
    MoneyEdges money =
        new MoneyEdges(memory, memory.allocate(MoneyEdges.ROOT_LONGS), DAY_MILLIS, 500);
    CycleSearch cycles = new CycleSearch(money, new CycleSettings(5, 500, 1000, BUDGET));
    Links links = new Links(memory, memory.allocate(Links.ROOT_LONGS), DAY_MILLIS, HUB_CAP);
    Verdicts verdicts = new Verdicts(memory, memory.allocate(Verdicts.ROOT_LONGS), DAY_MILLIS);
    LabelSearch labels = new LabelSearch(links, verdicts, 3, BUDGET);
    long[] looked = new long[4];
    for (int i = 0; i < ATTACKERS; i++) {
      long attacker = Dealings.key("account", 1 + i);
      links.use(attacker, 0, HUB_DEVICE, i);
      links.deal(attacker, HUB_SHOP, i);
      money.add(2L * i, i, attacker, HUB_SHOP, 1_000, 0);
      money.add(2L * i + 1, i, HUB_SHOP, HUB_ACCOUNT, 900, 0);
      verdicts.label(IdHash.of("l" + i), attacker, i % 2 == 0 ? Verdict.FRAUD : Verdict.LEGIT, i);
      cycles.find(HUB_ACCOUNT, attacker, 800, i);
      labels.run(new long[] {attacker}, 1, new long[] {attacker}, 1, i);
      assertThat(cycles.looked()).isLessThanOrEqualTo(BUDGET);
      assertThat(labels.looked()).isLessThanOrEqualTo(BUDGET);
      looked[4 * i / ATTACKERS] += cycles.looked() + labels.looked();
    }
    assertThat(looked[1]).isPositive();
    assertThat(looked[3]).isLessThanOrEqualTo(looked[1]);
  }

  /** Accounts that buy, pay each other, share devices with some, and are judged now and then. */
  private List<Event> village() {
    SplittableRandom random = new SplittableRandom(5);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < VILLAGE_EVENTS; i++) {
      long now = START_MILLIS + i * STEP_MILLIS;
      String account = "v" + random.nextInt(ACCOUNTS);
      String shop = "vs" + random.nextInt(SHOPS);
      int kind = i < SHOPS ? 0 : 1 + random.nextInt(20);
      ObjectNode data = JsonNodeFactory.instance.objectNode();
      switch (kind) {
        case 0 ->
            events.add(
                event("shop_opened", now, data.put("shop_id", "vs" + i).put("owner_id", "v" + i)));
        case 1 ->
            events.add(
                event(
                    "login",
                    now,
                    data.put("account_id", account)
                        .put("device_id", "vd" + random.nextInt(ACCOUNTS))));
        case 2 -> events.add(label(now, account, random.nextInt(3) == 0));
        case 3, 4, 5, 6, 7, 8 ->
            events.add(
                transfer(now, account, "v" + random.nextInt(ACCOUNTS), 80 + random.nextInt(40)));
        default ->
            events.add(
                order(
                    now,
                    account,
                    shop,
                    "vd" + random.nextInt(ACCOUNTS),
                    "vc" + random.nextInt(2 * ACCOUNTS),
                    80 + random.nextInt(40)));
      }
    }
    return events;
  }

  /** Between the events of the village, so that none of those comes at another time. */
  private void attack() {
    long millis = START_MILLIS;
    attack.add(
        event(
            "shop_opened",
            millis,
            JsonNodeFactory.instance.objectNode().put("shop_id", "shop").put("owner_id", "owner")));
    for (int i = 0; i < ATTACKERS; i++) {
      millis = START_MILLIS + (long) VILLAGE_EVENTS * STEP_MILLIS / ATTACKERS * i;
      String attacker = "a" + i;
      attack.add(
          event(
              "login",
              millis,
              JsonNodeFactory.instance
                  .objectNode()
                  .put("account_id", attacker)
                  .put("device_id", "device")));
      attack.add(order(millis, attacker, "shop", "device", "card", 1_000));
      attack.add(transfer(millis, "owner", "mule" + i % MULES, 950));
      attack.add(transfer(millis, "mule" + i % MULES, "hub", 930));
      attack.add(transfer(millis, "hub", attacker, 900));
      if (i % 10 == 0) {
        attack.add(label(millis, attacker, true));
      }
    }
  }

  private Event order(
      long now, String buyer, String shop, String device, String card, long amount) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("order_id", "o" + ids).put("buyer_id", buyer).put("shop_id", shop);
    data.put("device_id", device).put("card_id", card).put("amount_minor", amount);
    return event("order", now, data);
  }

  private Event transfer(long now, String from, String to, long amount) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("from_id", from).put("to_id", to).put("amount_minor", amount);
    return event("transfer", now, data);
  }

  private Event label(long now, String account, boolean isFraud) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("account_id", account).put("verdict", isFraud ? "fraud" : "legit");
    return event("account_label", now, data.put("origin", "analyst"));
  }

  private Event event(String type, long now, ObjectNode data) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    String time = Instant.ofEpochMilli(now).toString();
    event.put("event_id", "e" + ids++).put("event_type", type);
    event.put("occurred_at", time).put("observed_at", time).set("data", data);
    Problems problems = new Problems();
    return json.read(event, now, "", problems, new ArrayList<>())
        .orElseThrow(() -> new AssertionError(problems.list()));
  }
}
