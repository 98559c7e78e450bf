package io.mallguard.features.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.ListField;
import io.mallguard.features.expression.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaCanonicalTest {
  /** Of the first release: data folders in use carry it. */
  private static final String CARDS_HASH =
      "f4a2eaee607a998375dca5cb5dfdc263b5ecef20f94a037963785049b80b81b0";

  @Test
  void aSchemaThatUsesNothingNewKeepsItsHashForEver() {
    assertThat(Schemas.builtIn("cards").hash()).isEqualTo(CARDS_HASH);
  }

  @Test
  void theCanonicalFormReadsBackEqualWithEverythingInIt() {
    EventSchema schema = AlarmsSchema.read();
    EventSchema again = SchemaReader.parse(schema.canonical(), "canonical");
    assertThat(again.canonical()).isEqualTo(schema.canonical());
    assertThat(again.hash()).isEqualTo(schema.hash());
    assertThat(again.tables()).isEqualTo(schema.tables());
    for (EventType type : schema.eventTypes()) {
      EventType read = again.eventType(type.name()).orElseThrow();
      assertThat(read.fields()).isEqualTo(type.fields());
      assertThat(read.lists()).isEqualTo(type.lists());
      assertThat(read.markedFields()).isEqualTo(type.markedFields());
      assertThat(read.computations()).hasSameSizeAs(type.computations());
      assertThat(read.marks()).hasSameSizeAs(type.marks());
    }
  }

  @Test
  void theCanonicalFormIsWhatItWas() throws IOException {
    Path golden = Path.of("src/test/resources/io/mallguard/features/schema/alarms-canonical.yaml");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, AlarmsSchema.read().canonical());
    }
    assertThat(AlarmsSchema.read().canonical()).isEqualTo(Files.readString(golden));
  }

  @Test
  void everyPartOfAListEntersTheHash() {
    String hash = AlarmsSchema.read().hash();
    for (String[] change :
        new String[][] {
          {"quantity: integer", "quantity: money"},
          {"sensor_ids: {list: id, optional: true}", "sensor_ids: {list: id}"},
          {"p.quantity)", "p.quantity + 1)"},
          {"rows: {\"0\": [0]", "rows: {\"0\": [1]"},
          {"finding != 'nothing'", "finding == 'defect'"}
        }) {
      String text = AlarmsSchema.text("alarms-schema.yaml").replace(change[0], change[1]);
      assertThat(SchemaReader.parse(text, "changed", AlarmsSchema::text).hash())
          .as(change[1])
          .isNotEqualTo(hash);
    }
  }

  @Test
  void spellingsOfTheSameListAreTheSame() {
    String plain = schema("ids: {list: id}\n      parts: {list: {entity: part}}");
    String long1 = schema("ids: {list: {value: id}}\n      parts: {list: {value: {entity: part}}}");
    assertThat(SchemaReader.parse(long1, "b").canonical())
        .isEqualTo(SchemaReader.parse(plain, "a").canonical());
    ListField ids = SchemaReader.parse(plain, "a").eventTypes().get(0).lists().get(0);
    assertThat(ids.isPlain()).isTrue();
    String fields = schema("ids: {list: {entity: id}}");
    ListField named = SchemaReader.parse(fields, "c").eventTypes().get(0).lists().get(0);
    assertThat(named.fields().get(0).name()).isEqualTo("entity");
  }

  @Test
  void aTableIsTheSameInlineAndInAFileInWhateverOrder(@TempDir Path dir) throws IOException {
    Files.writeString(
        dir.resolve("t.csv"), "key,lat,lon\r\nB,1.50,-0\r\n\"A \"\"x\"\", y\",2,3\r\n");
    String events = "events: {e: {fields: {n: integer}}}\n";
    String head = "schema: s\ntime_zone: UTC\ncurrency: EUR\nentities: [part]\n";
    Path file =
        Files.writeString(dir.resolve("s.yaml"), head + "tables: {t: {file: t.csv}}\n" + events);
    String inline =
        head
            + "tables: {t: {columns: [lat, lon], rows: {'A \"x\", y': [2.0, 3], B: [1.5, 0]}}}\n"
            + events;
    EventSchema fromFile = SchemaReader.read(file);
    assertThat(fromFile.hash()).isEqualTo(SchemaReader.parse(inline, "inline").hash());
    Tables.Table table = SchemaTables.of(fromFile).table("t").orElseThrow();
    assertThat(table.keys()).containsExactly("A \"x\", y", "B");
    assertThat(table.value(1, 0)).isEqualTo(1.5);
    assertThat(fromFile.table("t").orElseThrow().find("B")).isEqualTo(1);
  }

  @Test
  void aTypeWithASubjectTakesCorrectionsWrittenOrNot() {
    EventType repair = AlarmsSchema.read().eventType("repair").orElseThrow();
    Field implicit = repair.fields().get(repair.supersedesField());
    assertThat(implicit.origin()).isEqualTo(Field.Origin.IMPLICIT);
    assertThat(implicit.required()).isFalse();
    String written =
        AlarmsSchema.text("alarms-schema.yaml")
            .replace(
                "fields:\n      finding",
                "fields:\n      supersedes: {type: id, optional: true}\n      finding");
    EventSchema schema = SchemaReader.parse(written, "written", AlarmsSchema::text);
    EventType type = schema.eventType("repair").orElseThrow();
    assertThat(type.fields().get(type.supersedesField()).origin()).isEqualTo(Field.Origin.SENT);
    assertThat(SchemaReader.parse(schema.canonical(), "again").hash()).isEqualTo(schema.hash());
    assertThat(AlarmsSchema.read().eventType("alarm").orElseThrow().supersedesField()).isNegative();
  }

  private static String schema(String fields) {
    return """
        schema: lists
        time_zone: UTC
        currency: EUR
        entities: [part]
        events:
          e:
            fields:
              n: integer
              %s
        """
        .formatted(fields.replace("\n      ", "\n      "));
  }
}
