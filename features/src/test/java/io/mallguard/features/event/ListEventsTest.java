package io.mallguard.features.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.schema.AlarmsSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListEventsTest {
  /** A repair that corrects another, as format version 2 wrote it; must stay readable for ever. */
  private static final String GOLDEN_2 =
      "0200067265706169720002653100000000000000070000019b76daa8000000019b76daa8000000019b76daa800"
          + "010002613101000000000000000200000100027230000201000270310100027032";

  private final EventSchema schema = AlarmsSchema.read();
  private final EventJson json = new EventJson(schema);
  private final EventBytes bytes = new EventBytes(schema);
  private final ObjectMapper mapper = new ObjectMapper();
  private final Problems problems = new Problems();
  private final List<String> warnings = new ArrayList<>();

  private Optional<Event> read(String type, String data) throws IOException {
    JsonNode envelope =
        mapper.readTree(
            """
            {"event_id": "e1", "event_type": "%s", "occurred_at": "2026-01-01T00:00:00Z", "data": %s}
            """
                .formatted(type, data));
    return json.read(envelope, 1_767_225_600_000L, "", problems, warnings);
  }

  private static String alarm(String parts) {
    return """
        {"alarm_id": "a1", "machine_id": "m1", "severity": "low", "parts": %s}
        """
        .formatted(parts);
  }

  @Test
  void readsElementsAndWorksOutComputedFields() throws IOException {
    Event event =
        read(
                "alarm",
                """
                {"alarm_id": "a1", "machine_id": "m1", "severity": "high", "sensor_ids": ["s1", "s2"],
                 "parts": [{"part_id": "p1", "quantity": 3, "worn": true, "maker": "bought"},
                           {"part_id": "p2", "quantity": 5, "built_at": "2026-01-01T01:00:00+01:00"}]}
                """)
            .orElseThrow();
    EventType type = event.type();
    ListValue parts = event.list(type.listIndex("parts"));
    assertThat(parts.size()).isEqualTo(2);
    assertThat(parts.text(0, 0)).isEqualTo("p1");
    assertThat(parts.number(0, 4)).as("bought").isEqualTo(1);
    assertThat(parts.number(1, 5)).isEqualTo(1_767_225_600_000L);
    assertThat(parts.has(1, 2)).isFalse();
    assertThat(event.list(type.listIndex("sensor_ids")).text(1, 0)).isEqualTo("s2");
    assertThat(event.number(type.fieldIndex("max_quantity"))).isEqualTo(5);
    assertThat(event.number(type.fieldIndex("has_worn_part"))).isEqualTo(1);
    assertThat(warnings).isEmpty();
  }

  @Test
  void aComputedFieldThatIsSentIsIgnoredWithAWarning() throws IOException {
    Event event =
        read("alarm", alarm("[]").replace("}", ", \"max_quantity\": 9, \"has_worn_part\": \"x\"}"))
            .orElseThrow();
    assertThat(event.has(event.type().fieldIndex("max_quantity"))).isFalse();
    assertThat(warnings).containsExactly("/data/max_quantity", "/data/has_worn_part");
    assertThat(json.write(event).at("/data").has("has_worn_part")).isFalse();
  }

  @Test
  void computedFieldsBeyondTheBoundsAreAbsent() throws IOException {
    Event event =
        read("alarm", alarm("[{\"part_id\": \"p\", \"quantity\": 1099511627776}]")).orElseThrow();
    int field = event.type().fieldIndex("max_quantity");
    assertThat(event.number(field)).isEqualTo(Limits.MAX_NUMBER);
    EventType sum = sumType();
    ListValue two = event.list(0).size() == 1 ? twice(event.list(0)) : ListValue.EMPTY;
    Event summed =
        Event.received(sum, "e", 0, 0, new long[] {0}, new String[1], new ListValue[] {two});
    assertThat(summed.has(sum.fieldIndex("total"))).isFalse();
  }

  private static ListValue twice(ListValue one) {
    long[] numbers = {one.number(0, 1)};
    return new ListValue(new long[][] {numbers, numbers}, new String[2][1]);
  }

  private static EventType sumType() {
    return io.mallguard.features.schema.SchemaReader.parse(
            """
            schema: s
            time_zone: UTC
            currency: EUR
            entities: [a]
            events:
              e:
                fields: {n: integer, parts: {list: {quantity: integer}}}
                computed: {total: "parts.sum(p, p.quantity)"}
            """,
            "s")
        .eventTypes()
        .get(0);
  }

  @Test
  void everyProblemOfAListIsNamedByItsPointerAndNoValue() throws IOException {
    read(
        "alarm",
        """
        {"alarm_id": "a1", "machine_id": "m1", "severity": "high", "sensor_ids": ["s1", null, 7],
         "parts": [{"part_id": "secret\\u0007", "quantity": 1.5}, "secret", {"quantity": 1, "worn": "no"}]}
        """);
    assertThat(problems.list())
        .extracting(problem -> problem.place() + " " + problem.code())
        .containsExactly(
            "/data/parts/0/part_id wrong_value",
            "/data/parts/0/quantity wrong_value",
            "/data/parts/1 wrong_kind",
            "/data/parts/2/part_id missing_field",
            "/data/parts/2/worn wrong_value",
            "/data/sensor_ids/1 wrong_value",
            "/data/sensor_ids/2 wrong_value");
    assertThat(problems.list()).noneMatch(p -> p.line().contains("secret"));
  }

  @Test
  void listsAreBoundedAndRequiredListsMustBeSaid() throws IOException {
    String element = "{\"part_id\": \"p\", \"quantity\": 1}";
    assertThat(read("alarm", alarm("[" + (element + ",").repeat(999) + element + "]"))).isPresent();
    read("alarm", alarm("[" + (element + ",").repeat(1000) + element + "]"));
    read("alarm", alarm("{}"));
    read("alarm", alarm("null"));
    assertThat(problems.list())
        .extracting(Problem::code)
        .containsExactly("too_many", "wrong_kind", "missing_field");
    assertThat(problems.list()).extracting(Problem::place).containsOnly("/data/parts");
  }

  @Test
  void unknownNamesInsideElementsAreWarnings() throws IOException {
    assertThat(read("alarm", alarm("[{\"part_id\": \"p\", \"quantity\": 1, \"a/b\": 2}]")))
        .isPresent();
    assertThat(warnings).containsExactly("/data/parts/0/a~1b");
  }

  @Test
  void everyEventComesBackFromJsonAndFromBytes() throws IOException {
    for (LoggedEvent logged : RandomEvents.of(schema, 17, 800)) {
      JsonNode written = mapper.readTree(json.write(logged.event()).toString());
      assertThat(json.read(written, 0, "", problems, warnings)).contains(logged.event());
      assertThat(bytes.read(bytes.write(logged))).isEqualTo(logged);
    }
    assertThat(problems.list()).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void readsVersionTwo() throws IOException {
    Event repair =
        read(
                "repair",
                """
                {"subject_id": "a1", "finding": "wear", "supersedes": "r0", "replaced": ["p1", "p2"]}
                """)
            .orElseThrow();
    LoggedEvent logged = new LoggedEvent(7, 1_767_225_600_000L, repair);
    assertThat(HexFormat.of().formatHex(bytes.write(logged))).isEqualTo(GOLDEN_2);
    LoggedEvent golden = bytes.read(HexFormat.of().parseHex(GOLDEN_2));
    assertThat(golden).isEqualTo(logged);
    assertThat(golden.event().text(repair.type().supersedesField())).isEqualTo("r0");
  }

  @Test
  void contentHoldsListsButNothingComputed() throws IOException {
    Event first = read("alarm", alarm("[{\"part_id\": \"p\", \"quantity\": 1}]")).orElseThrow();
    Event other = read("alarm", alarm("[{\"part_id\": \"p\", \"quantity\": 2}]")).orElseThrow();
    assertThat(bytes.content(first)).isNotEqualTo(bytes.content(other));
    long[] numbers = new long[first.type().sentFields()];
    String[] texts = new String[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = first.number(i);
      texts[i] = first.text(i);
    }
    Event notComputed =
        new Event(
            first.type(),
            first.id(),
            first.occurredAtMillis(),
            first.observedAtMillis(),
            numbers,
            texts,
            new ListValue[] {first.list(0)});
    assertThat(notComputed).isNotEqualTo(first);
    assertThat(bytes.content(notComputed)).isEqualTo(bytes.content(first));
  }

  @Test
  void tooManyElementsInBytesAreRefused() throws IOException {
    Event repair = read("repair", "{\"subject_id\": \"a\", \"finding\": \"wear\"}").orElseThrow();
    byte[] written = bytes.write(new LoggedEvent(1, 0, repair));
    written[written.length - 2] = 4; // 4 * 256 elements
    assertThatThrownBy(() -> bytes.read(written))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("1024 elements");
  }

  @Test
  void tooFewSlotsAreAMistakeOfTheCaller() {
    EventType type = schema.eventType("maintenance").orElseThrow();
    assertThatThrownBy(() -> new Event(type, "e", 0, 0, new long[1], new String[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
