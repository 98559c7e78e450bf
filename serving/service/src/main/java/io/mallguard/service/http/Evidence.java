package io.mallguard.service.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.event.Event;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.Field.Kind;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.graph.CyclePayment;
import io.mallguard.features.graph.MoneyCycle;
import io.mallguard.service.decisions.DecisionRecord;
import io.mallguard.service.log.EventLog;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a decision can be shown by: the events behind its row. Safe for use by many threads. */
final class Evidence {
  private static final double MILLIS_PER_SECOND = 1000;

  private final EventLog log;

  Evidence(EventLog log) {
    this.log = log;
  }

  /** Adds {@code evidence} if there is any. */
  void put(ObjectNode json, DecisionRecord decision) {
    decision.cycle().ifPresent(cycle -> put(json.putObject("evidence").putObject("cycle"), cycle));
  }

  private void put(ObjectNode json, MoneyCycle cycle) {
    json.put("amount_kept_ratio", cycle.amountKeptRatio());
    json.put("span_seconds", cycle.durationMillis() / MILLIS_PER_SECOND);
    var payments = json.putArray("payments");
    for (CyclePayment payment : cycle.payments()) {
      put(payments.addObject(), payment);
    }
  }

  private void put(ObjectNode json, CyclePayment payment) {
    Event event = log.event(payment.sequence()).map(LoggedEvent::event).orElseThrow();
    json.put("event_id", event.id());
    json.put("event_type", event.type().name());
    json.put("occurred_at", Instant.ofEpochMilli(event.occurredAtMillis()).toString());
    json.put("amount_minor", payment.amountMinor());
    ObjectNode ids = json.putObject("ids");
    List<Field> fields = event.type().fields();
    for (int i = 0; i < fields.size(); i++) {
      Kind kind = fields.get(i).kind();
      @Nullable String text = kind == Kind.ID || kind == Kind.ENTITY ? event.text(i) : null;
      if (text != null) {
        ids.put(fields.get(i).name(), text);
      }
    }
  }
}
