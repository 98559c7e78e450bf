package io.mallguard.features.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.MarkedField;
import io.mallguard.features.problem.InvalidInputException;
import org.junit.jupiter.api.Test;

class SchemaReaderTest {
  @Test
  void readsTheCardsSchema() {
    EventSchema schema = Schemas.builtIn("cards");
    EventType transaction = schema.eventType("transaction").orElseThrow();
    EventType label = schema.eventType("label").orElseThrow();
    assertThat(schema.zone()).hasToString("Europe/Brussels");
    assertThat(transaction.scored()).isTrue();
    assertThat(transaction.fields())
        .extracting(Field::name)
        .containsExactly("transaction_id", "customer_id", "terminal_id", "amount_minor");
    assertThat(transaction.markedFields())
        .containsExactly(new MarkedField("fraud", 0, "label", 7 * 86_400_000L));
    assertThat(label.fields())
        .extracting(Field::name)
        .containsExactly("subject_id", "verdict", "supersedes");
    assertThat(label.marks()).hasSize(1);
  }

  @Test
  void everyMistakeComesAtOnce() {
    InvalidInputException refused =
        catchThrowableOfType(
            InvalidInputException.class,
            () ->
                SchemaReader.parse(
                    """
                    schema: Mall
                    time_zone: Mars/Olympus
                    currency: yuan
                    entities: [buyer, buyer]
                    events:
                      order:
                        id: order_no
                        fields:
                          buyer_id: {entity: byer}
                          occurred_at: time
                          amount: float
                          fraud: {type: bool, marked_by: labl, known_after: soon}
                      label:
                        subject: ordr
                        fields: {verdict: {enum: [fraud]}}
                        marks: {fraud: "verdict == 'fraud'"}
                    """,
                    "mall.yaml"));
    assertThat(refused.problems())
        .extracting(p -> p.place() + " " + p.code())
        .contains(
            "mall.yaml:1:9 not_a_name",
            "mall.yaml:2:12 not_a_time_zone",
            "mall.yaml:3:11 not_a_currency",
            "mall.yaml:4:19 duplicate_name",
            "mall.yaml:7:9 not_an_id_field",
            "mall.yaml:9:26 unknown_word",
            "mall.yaml:10:7 reserved_name",
            "mall.yaml:11:15 unknown_word",
            "mall.yaml:12:38 unknown_event_type",
            "mall.yaml:12:57 not_a_duration",
            "mall.yaml:14:14 unknown_event_type",
            "mall.yaml:16:13 not_a_marked_field");
  }
}
