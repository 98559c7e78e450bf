package io.mallguard.features.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.MarkedField;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
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

  @Test
  void everyMistakeInListsComputedFieldsAndTablesComesAtOnce() {
    InvalidInputException refused =
        catchThrowableOfType(
            InvalidInputException.class,
            () ->
                SchemaReader.parse(
                    """
                    schema: mall
                    time_zone: UTC
                    currency: EUR
                    entities: [item]
                    tables:
                      city: {columns: [lat, lat], rows: {SHA: [31.2, x], BJS: [1]}}
                      shop: {file: ../shops.csv}
                      area: {file: areas.csv}
                      town: {columns: [lat], rows: {SHA: [1e5]}}
                    events:
                      order:
                        fields:
                          goods: {list: {item_id: {entity: itm}, count: intger, sub: {list: id}}}
                          parts: {list: {quantity: integer}}
                          none: {list: {}}
                          ids: {list: id, option: true}
                          quantity: integer
                        computed:
                          quantity: "1"
                          most: "parts.max(p, p.quantty)"
                          sequence: "2"
                      label:
                        subject: order
                        fields: {supersedes: integer, verdict: {enum: [fraud]}}
                    """,
                    "mall.yaml"));
    assertThat(refused.problems())
        .extracting(p -> p.place() + " " + p.code())
        .containsExactlyInAnyOrder(
            "mall.yaml:6:25 duplicate_name",
            "mall.yaml:6:50 not_a_number",
            "mall.yaml:6:59 wrong_size",
            "mall.yaml:7:16 not_a_file_name",
            "mall.yaml:8:16 no_such_file",
            "mall.yaml:9:39 not_a_number",
            "mall.yaml:13:40 unknown_word",
            "mall.yaml:13:53 unknown_word",
            "mall.yaml:13:66 missing_key",
            "mall.yaml:13:67 unknown_key",
            "mall.yaml:15:20 no_fields",
            "mall.yaml:16:23 unknown_key",
            "mall.yaml:19:7 duplicate_name",
            "mall.yaml:20:27 unknown_name",
            "mall.yaml:21:7 reserved_name",
            "mall.yaml:24:14 reserved_name");
    assertThat(refused.problems())
        .anyMatch(p -> p.legal().contains("did you mean item?"))
        .anyMatch(p -> p.legal().contains("did you mean integer?"))
        .anyMatch(p -> p.legal().contains("did you mean optional?"));
  }

  @Test
  void sixteenMarkedFieldsAndNoMore() {
    assertThat(SchemaReader.parse(marked(16), "s").eventTypes().get(0).markedFields()).hasSize(16);
    assertThat(
            catchThrowableOfType(
                    InvalidInputException.class, () -> SchemaReader.parse(marked(17), "s"))
                .problems())
        .extracting(Problem::code)
        .containsExactly("too_many");
  }

  @Test
  void oneEventSetsSeveralMarks() {
    EventSchema schema = SchemaReader.parse(marked(16), "s");
    assertThat(schema.eventTypes().get(1).marks())
        .extracting(mark -> mark.field().name())
        .containsExactly("m3", "m15");
  }

  private static String marked(int count) {
    StringBuilder text = new StringBuilder();
    text.append("schema: s\ntime_zone: UTC\ncurrency: EUR\nentities: [a]\nevents:\n");
    text.append("  order:\n    id: n\n    fields:\n      n: id\n");
    for (int i = 0; i < count; i++) {
      text.append("      m" + i + ": {type: bool, marked_by: label, known_after: 1d}\n");
    }
    text.append("  label:\n    subject: order\n    fields: {x: integer}\n");
    return text.append("    marks: {m3: 'x > 1', m15: 'x > 2'}\n").toString();
  }
}
