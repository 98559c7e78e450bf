package io.mallguard.training.check;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.IdHash;
import io.mallguard.features.event.LoggedEvent;
import java.util.List;

/**
 * What the checks read of an order itself. Immutable.
 *
 * @param sequence place in the log
 * @param eventId id of the event
 * @param orderId its own id
 * @param buyer hash of the buyer's id
 * @param shop hash of the shop's id
 * @param device hash of the device's id
 * @param card hash of the instrument's id, 0 without
 * @param buyerDigit the first digit of the buyer's id, as a number
 * @param occurredAtMillis when
 * @param lagMillis from then until it was known
 * @param amountMinor what was paid
 * @param words of {@link #WORDS}: goods, funding, entry, network, category
 * @param absent bit i is set if field i of {@link #ABSENT_BY_CHANCE} is missing
 */
record OrderFacts(
    long sequence,
    String eventId,
    String orderId,
    long buyer,
    long shop,
    long device,
    long card,
    int buyerDigit,
    long occurredAtMillis,
    long lagMillis,
    long amountMinor,
    List<Long> words,
    int absent) {
  /** Fields of a few values, whose values must not tell. */
  static final List<String> WORDS =
      List.of("goods_kind", "funding_source", "entry", "ip_type", "category_id", "auth_method");

  /**
   * Optional fields that no kind of order has to have or lacks: whether they are there must not
   * tell. Others follow from the goods or the way of paying, which may.
   */
  static final List<String> ABSENT_BY_CHANCE =
      List.of(
          "is_emulator",
          "is_rooted",
          "is_charging",
          "sensor_entropy",
          "sim_country",
          "fingerprint_id",
          "net_geo_city",
          "geo_accuracy_km",
          "browse_page_views",
          "browse_dwell_ms",
          "browse_chat_messages",
          "visit_id");

  private static final long HOUR_MILLIS = 3_600_000L;

  /** Reads an event of type {@code order}. */
  static OrderFacts of(LoggedEvent logged) {
    Event event = logged.event();
    return new OrderFacts(
        logged.sequence(),
        event.id(),
        text(event, "order_id"),
        buyer(event),
        IdHash.of(text(event, "shop_id")),
        IdHash.of(text(event, "device_id")),
        card(event),
        digit(text(event, "buyer_id")),
        event.occurredAtMillis(),
        event.observedAtMillis() - event.occurredAtMillis(),
        event.number(event.type().fieldIndex("amount_minor")),
        WORDS.stream().map(field -> word(event, field)).toList(),
        absent(event));
  }

  /** Hash of the buyer's id, of an event of type {@code order}. */
  static long buyer(Event event) {
    return IdHash.of(text(event, "buyer_id"));
  }

  private static String text(Event event, String field) {
    return String.valueOf(event.text(event.type().fieldIndex(field)));
  }

  private static long card(Event event) {
    int field = event.type().fieldIndex("instrument_id");
    return event.has(field) ? IdHash.of(String.valueOf(event.text(field))) : 0;
  }

  private static int digit(String id) {
    return Character.digit(id.charAt(1), 16);
  }

  private static long word(Event event, String field) {
    EventType type = event.type();
    int index = type.fieldIndex(field);
    return type.fields().get(index).kind().isText()
        ? IdHash.of(String.valueOf(event.text(index)))
        : event.number(index);
  }

  private static int absent(Event event) {
    int mask = 0;
    for (int i = 0; i < ABSENT_BY_CHANCE.size(); i++) {
      int field = event.type().fieldIndex(ABSENT_BY_CHANCE.get(i));
      mask |= field >= 0 && event.has(field) ? 0 : 1 << i;
    }
    return mask;
  }

  /** Local hour in China. */
  int hour() {
    return (int) Math.floorMod(occurredAtMillis / HOUR_MILLIS + 8, 24L);
  }
}
