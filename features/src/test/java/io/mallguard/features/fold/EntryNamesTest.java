package io.mallguard.features.fold;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventJson;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.schema.SchemaReader;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** A mark finds all entries of its event, and no others. */
class EntryNamesTest {
  private static final long START = 1_600_000_000_000L;
  private static final long DAY = 86_400_000L;
  private static final EventSchema SCHEMA =
      SchemaReader.parse(
          """
          schema: money
          time_zone: UTC
          currency: EUR
          entities: [account]
          events:
            transfer:
              scored: true
              id: transfer_id
              fields:
                transfer_id: id
                payer_id: {entity: account}
                payee_id: {entity: account}
                fraud: {type: bool, marked_by: label, known_after: 7d}
            order:
              scored: true
              id: order_id
              fields:
                order_id: id
                buyer_id: {entity: account}
                fraud: {type: bool, marked_by: order_label, known_after: 7d}
            label:
              subject: transfer
              fields: {verdict: {enum: [legit, fraud]}}
              marks: {fraud: "verdict == 'fraud'"}
            order_label:
              subject: order
              fields: {verdict: {enum: [legit, fraud]}}
              marks: {fraud: "verdict == 'fraud'"}
          """,
          "schema");
  private static final String SPEC =
      """
      spec: names
      version: 1
      schema: money
      roles:
        transfer: {account/from: payer_id, account/to: payee_id}
        order: {account/buyer: buyer_id}
      features:
        - {name: share, key: account, role: from, event: [%s], agg: share, where: fraud,
           window: 1d, delay: 7d, meaning: m}
      """;

  private final EventJson json = new EventJson(SCHEMA);
  private long sequence;

  private LoggedEvent event(String type, String id, int day, String data)
      throws JsonProcessingException {
    long at = START + day * DAY;
    String text =
        "{\"event_type\": \"%s\", \"event_id\": \"%s\", \"occurred_at\": \"%s\", \"data\": {%s}}"
            .formatted(type, id, Instant.ofEpochMilli(at), data.replace('\'', '"'));
    Problems problems = new Problems();
    Event event =
        json.read(new ObjectMapper().readTree(text), at, "", problems, new ArrayList<>())
            .orElse(null);
    problems.throwIfAny("event");
    if (event == null) {
      throw new AssertionError(text);
    }
    return new LoggedEvent(++sequence, at, event);
  }

  private double shareAWeekLater(Fold fold) throws JsonProcessingException {
    double[] row = new double[1];
    String data = "'transfer_id': 'z', 'payer_id': 'a', 'payee_id': 'b'";
    fold.score(event("transfer", "z", 7, data), row);
    return row[0];
  }

  private static FeatureSpec spec(String events) {
    return SpecReader.parse(SPEC.formatted(events), "spec", SCHEMA);
  }

  @Test
  void oneEventWithTheSameEntityInTwoRoles() throws JsonProcessingException {
    Fold fold = new Fold(spec("transfer/from, transfer/to"));
    String data = "'transfer_id': 'x', 'payer_id': 'a', 'payee_id': 'a'";
    fold.absorb(event("transfer", "x", 0, data));
    fold.absorb(event("label", "l", 1, "'subject_id': 'x', 'verdict': 'fraud'"));
    assertThat(shareAWeekLater(fold)).isEqualTo(1);
  }

  @Test
  void twoEventsOfDifferentTypesWithTheSameId() throws JsonProcessingException {
    Fold fold = new Fold(spec("transfer/from, order/buyer"));
    String data = "'transfer_id': 'x', 'payer_id': 'a', 'payee_id': 'b'";
    fold.absorb(event("transfer", "x", 0, data));
    fold.absorb(event("order", "x", 0, "'order_id': 'x', 'buyer_id': 'a'"));
    fold.absorb(event("label", "l", 1, "'subject_id': 'x', 'verdict': 'fraud'"));
    fold.absorb(event("order_label", "m", 1, "'subject_id': 'x', 'verdict': 'fraud'"));
    assertThat(shareAWeekLater(fold)).isEqualTo(1);
  }
}
