package io.mallguard.training.simulator.mall;

import static io.mallguard.training.simulator.mall.SmallMall.number;
import static io.mallguard.training.simulator.mall.SmallMall.text;
import static io.mallguard.training.simulator.mall.SmallMall.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventJson;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.schema.Schemas;
import io.mallguard.training.progress.Progress;
import io.mallguard.training.simulator.mall.plan.Days;
import io.mallguard.training.simulator.mall.plan.Level;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.simulator.mall.plan.MallSize;
import io.mallguard.training.simulator.mall.truth.Tag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One small mall, looked at from all sides. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MallSimulatorTest {
  private SmallMall mall = new SmallMall(List.of(), Map.of());

  @BeforeAll
  void simulate(@TempDir Path temp) throws IOException {
    mall = SmallMall.of(SmallMall.PLAN, temp);
  }

  @Test
  void theSamePlanGivesTheSameBytesAndAnotherSeedOthers(@TempDir Path temp) throws IOException {
    MallPlan plan = SmallMall.PLAN;
    write(plan, temp.resolve("a"));
    write(plan, temp.resolve("b"));
    EventFolder folder = EventFolder.open(temp.resolve("a/events"));
    assertThat(folder.digest()).isEqualTo(EventFolder.open(temp.resolve("b/events")).digest());
    assertThat(temp.resolve("a/truth/truth.parquet"))
        .hasSameBinaryContentAs(temp.resolve("b/truth/truth.parquet"));
    assertThat(folder.eventCount()).isEqualTo(mall.events().size());
    MallPlan other = new MallPlan(plan.size(), plan.level(), 8, true);
    SmallMall otherMall = SmallMall.of(other, Files.createDirectory(temp.resolve("c")));
    assertThat(otherMall.events().get(0)).isNotEqualTo(mall.events().get(0));
  }

  private static void write(MallPlan plan, Path dir) throws IOException {
    Files.createDirectory(dir);
    new MallSimulator(plan).writeTo(dir.resolve("events"), dir.resolve("truth"), Progress.silent());
  }

  @Test
  void everyEventIsWhatTheCodecTakes() {
    EventJson json = new EventJson(Schemas.builtIn("mall"));
    for (Event event : mall.events()) {
      Problems problems = new Problems();
      assertThat(read(json, event, problems)).hasValue(event);
      assertThat(problems.isEmpty()).isTrue();
    }
  }

  private static Optional<Event> read(EventJson json, Event event, Problems problems) {
    return json.read(json.write(event), event.observedAtMillis(), "", problems, new ArrayList<>());
  }

  @Test
  void eventsComeInTheOrderOfTheLog() {
    assertThat(mall.events())
        .isSortedAccordingTo(
            Comparator.comparingLong(Event::observedAtMillis)
                .thenComparing(event -> !event.type().hasSubject())
                .thenComparingLong(Event::occurredAtMillis)
                .thenComparing(Event::id));
    assertThat(mall.events())
        .allMatch(event -> event.occurredAtMillis() <= event.observedAtMillis());
  }

  @Test
  void nothingIsNamedBeforeItIsThere() {
    Set<String> there = new HashSet<>();
    for (Event event : mall.events()) {
      for (String name : names(event)) {
        assertThat(there.contains(name)).as("%s known before %s", name, event).isTrue();
      }
      there.add(event.type().name() + " " + event.subjectId());
      for (String own : List.of("account_id", "shop_id", "payment_account_id")) {
        if (event.type().name().matches("account_registered|shop_opened")
            && event.type().fieldIndex(own) >= 0) {
          there.add(text(event, own));
        }
      }
    }
  }

  /** What an event refers to; ids of accounts, shops and their payment accounts as they are. */
  private static List<String> names(Event event) {
    EventType type = event.type();
    if (type.hasSubject()) {
      return List.of(type.subject() + " " + text(event, EventType.SUBJECT));
    }
    boolean founds = type.name().matches("account_registered|shop_opened");
    List<String> parties =
        List.of(
            "account_id",
            "buyer_id",
            "shop_id",
            "owner_account_id",
            "payer_account_id",
            "payment_account_id",
            "from_account_id",
            "to_account_id",
            "redeemer_account_id");
    List<String> found =
        parties.stream()
            .filter(field -> type.fieldIndex(field) >= 0)
            .filter(field -> !founds || field.equals("owner_account_id"))
            .map(field -> text(event, field))
            .toList();
    boolean hasOrder = type.fieldIndex("order_id") >= 0 && !type.name().equals("order");
    String order = hasOrder ? text(event, "order_id") : "";
    return order.isEmpty()
        ? found
        : Stream.concat(found.stream(), Stream.of("order " + order)).toList();
  }

  @Test
  void moneyComesFromSomewhere() {
    Ledger ledger = new Ledger();
    mall.events().stream()
        .sorted(Comparator.comparingLong(Event::occurredAtMillis))
        .forEach(ledger::take);
  }

  @Test
  void thereIsAsMuchFraudAsDocumented() {
    List<Event> orders = mall.of("order");
    double share = (double) orders.stream().filter(mall::isFraud).count() / orders.size();
    double documented = 0.004 * MallSize.XS.fraudFactor();
    assertThat(share).isBetween(0.6 * documented, 1.5 * documented);
    Map<String, Long> typologies = new TreeMap<>();
    Map<String, Long> lookAlikes = new TreeMap<>();
    for (Event order : orders) {
      SmallMall.Truth truth = mall.truth().get(order.id());
      if (truth != null) {
        typologies.merge(truth.typology(), 1L, Long::sum);
        lookAlikes.merge(truth.hardNegative(), 1L, Long::sum);
      }
    }
    assertThat(typologies).containsKeys("T1", "T2", "T3", "T5", "T6", "T7", "T9");
    assertThat((double) typologies.getOrDefault("T6", 0L) / orders.size()).isBetween(0.004, 0.012);
    assertThat(lookAlikes)
        .containsKeys("H1", "H2", "H3", "H4", "H5", "H6", "H8", "H10", "H11", "H13", "H14", "H15");
  }

  @Test
  void verdictsAreLateIncompleteAndSometimesWrong() {
    Map<String, Event> orders = new HashMap<>();
    mall.of("order").forEach(order -> orders.put(order.subjectId(), order));
    Map<String, String> last = new HashMap<>();
    for (Event label : mall.of("label")) {
      Event order = Objects.requireNonNull(orders.get(text(label, EventType.SUBJECT)));
      assertThat(label.observedAtMillis() - order.occurredAtMillis()).isGreaterThan(3_600_000L);
      last.put(order.subjectId(), word(label, "verdict"));
    }
    long fraud = orders.values().stream().filter(mall::isFraud).count();
    long found =
        orders.values().stream()
            .filter(mall::isFraud)
            .filter(order -> last.getOrDefault(order.subjectId(), "").equals("fraud"))
            .count();
    double missed = 1 - (double) found / fraud;
    assertThat(missed)
        .isBetween(Level.DEFAULT.missedShare() * 0.4, Level.DEFAULT.missedShare() * 2);
    assertThat(last).containsValue("legit").containsValue("abuse").containsValue("brushing");
    assertThat(mall.of("label"))
        .extracting(label -> word(label, "origin"))
        .contains("analyst", "chargeback", "credit_default", "appeal");
    assertThat(mall.of("label")).anyMatch(label -> label.supersedes().isPresent());
  }

  @Test
  void whoeverWasTalkedIntoItIsNoOffender() {
    Set<String> offenders = new HashSet<>();
    Set<String> victims = new HashSet<>();
    for (Event order : mall.of("order")) {
      SmallMall.Truth truth = mall.truth().get(order.id());
      if (truth != null && !truth.typology().equals("null")) {
        boolean isVictim = truth.variant().equals(Tag.SCAM_VICTIM);
        (isVictim ? victims : offenders).add(text(order, "buyer_id"));
      }
    }
    victims.removeAll(offenders);
    assertThat(victims).isNotEmpty();
    assertThat(mall.of("account_label"))
        .isNotEmpty()
        .noneMatch(label -> victims.contains(text(label, "account_id")));
  }

  /** Money comes, the bill is paid with it, and an order follows. */
  @Test
  void someHaveTheirBillsPaidBeforeTheirCreditIsCashed() {
    Map<String, String> holders = new HashMap<>();
    for (Event account : mall.of("account_registered")) {
      holders.put(text(account, "payment_account_id"), text(account, "account_id"));
    }
    List<Event> cashed =
        mall.of("transfer").stream()
            .filter(this::isT4)
            .filter(
                transfer ->
                    isCashed(transfer, holders.getOrDefault(text(transfer, "to_account_id"), "")))
            .toList();
    assertThat(cashed).isNotEmpty();
  }

  private boolean isCashed(Event transfer, String debtor) {
    return mall.of("repayment").stream()
        .filter(bill -> pays(transfer, bill, debtor))
        .flatMap(
            bill ->
                mall.of("order").stream()
                    .filter(order -> order.occurredAtMillis() > bill.occurredAtMillis()))
        .anyMatch(order -> text(order, "buyer_id").equals(debtor) && isT4(order));
  }

  private static boolean pays(Event transfer, Event bill, String debtor) {
    long afterMillis = bill.occurredAtMillis() - transfer.occurredAtMillis();
    return text(bill, "account_id").equals(debtor)
        && word(bill, "kind").equals("repaid")
        && number(bill, "amount_minor") == number(transfer, "amount_minor")
        && afterMillis > 0
        && afterMillis < Days.DAY_MILLIS;
  }

  private boolean isT4(Event event) {
    return typology(event).equals("T4");
  }

  private String typology(Event event) {
    SmallMall.Truth truth = mall.truth().get(event.id());
    return truth == null ? "" : truth.typology();
  }

  /** Where a ring's accounts share a phone they shop for themselves, but less than they work. */
  @Test
  void accountsOnASharedPhoneShopAlongWithTheirWork() {
    Map<String, List<Event>> byDevice =
        mall.of("order").stream().collect(Collectors.groupingBy(o -> text(o, "device_id")));
    long work = 0;
    long own = 0;
    for (List<Event> orders : byDevice.values()) {
      Set<String> cheats = new HashSet<>();
      orders.stream().filter(mall::isFraud).forEach(o -> cheats.add(text(o, "buyer_id")));
      if (cheats.size() >= 5) {
        work += orders.stream().filter(mall::isFraud).count();
        own += orders.stream().filter(order -> !mall.isFraud(order)).count();
      }
    }
    assertThat(work).isGreaterThan(50);
    assertThat(own).isBetween(1L, work);
  }

  /** Who lives on credit asks for the money soon after, into the wallet, more often than others. */
  @Test
  void peopleAtTheLimitThinkAgain() {
    Map<String, Event> orders = new HashMap<>();
    mall.of("order").forEach(order -> orders.put(order.subjectId(), order));
    long quick = 0;
    for (Event refund : mall.of("refund")) {
      Event order = Objects.requireNonNull(orders.get(text(refund, "order_id")));
      boolean isQuick = refund.occurredAtMillis() - order.occurredAtMillis() < Days.DAY_MILLIS;
      boolean toWallet = word(refund, "destination_kind").equals("wallet_balance");
      quick += isLookAlike(order, "H11") && isQuick && toWallet ? 1 : 0;
    }
    assertThat(quick).isGreaterThan(20);
  }

  /** Whoever registers to cheat alone may do so on a phone of people who never cheat. */
  @Test
  void redPacketsGoAroundUnlessNobodyLooksWrong(@TempDir Path temp) throws IOException {
    List<Event> packets = redPackets(mall);
    assertThat(packets).anyMatch(packet -> isLookAlike(packet, "H2"));
    assertThat(packets).noneMatch(mall::isFraud);
    assertThat(redPackets(SmallMall.of(SmallMall.PLAN.withoutLookAlikes(), temp))).isEmpty();
  }

  private static List<Event> redPackets(SmallMall mall) {
    return mall.of("transfer").stream()
        .filter(transfer -> word(transfer, "channel").equals("red_packet"))
        .toList();
  }

  private boolean isLookAlike(Event event, String id) {
    SmallMall.Truth truth = mall.truth().get(event.id());
    return truth != null && truth.hardNegative().equals(id);
  }

  @Test
  void withoutMeasuresNothingIsHeld(@TempDir Path temp) throws IOException {
    assertThat(decisions(7, false, temp)).isNotEmpty().doesNotContain("held");
    // Few malls as small as this have somebody who asks so often that the next refund is held.
    int seed = 1;
    while (seed < 20 && !decisions(seed, true, temp).contains("held")) {
      seed++;
    }
    assertThat(seed).isLessThan(20);
  }

  private static List<String> decisions(long seed, boolean measures, Path temp) throws IOException {
    MallPlan plan = new MallPlan(MallSize.XS, Level.DEFAULT, seed, measures);
    Path dir = Files.createDirectory(temp.resolve(seed + "-" + measures));
    return SmallMall.of(plan, dir).of("refund_decided").stream()
        .map(event -> word(event, "decision"))
        .toList();
  }

  @Test
  void requiredFieldsAreThere() {
    for (Event event : mall.events()) {
      List<Field> fields = event.type().fields();
      for (int i = 0; i < fields.size(); i++) {
        assertThat(!fields.get(i).required() || event.has(i))
            .as("%s of %s", fields.get(i).name(), event)
            .isTrue();
      }
    }
  }
}
