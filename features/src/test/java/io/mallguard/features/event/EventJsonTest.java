package io.mallguard.features.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.schema.Schemas;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventJsonTest {
  private static final long RECEIVED = 1_700_000_000_000L;
  private final EventSchema schema = Schemas.builtIn("cards");
  private final EventJson json = new EventJson(schema);
  private final ObjectMapper mapper = new ObjectMapper();
  private final Problems problems = new Problems();
  private final List<String> warnings = new ArrayList<>();

  private Optional<Event> read(String text) throws IOException {
    JsonNode node = mapper.readTree(text);
    return json.read(node, RECEIVED, "", problems, warnings);
  }

  @Test
  void readsWhatItWrites() throws IOException {
    Event event =
        read("""
            {"event_id":"e1","event_type":"transaction","occurred_at":"2026-11-22T19:41:05.123+08:00",
             "data":{"transaction_id":"t1","customer_id":"c1","terminal_id":"m1","amount_minor":99900}}
            """)
            .orElseThrow();
    assertThat(event.occurredAtMillis()).isEqualTo(1_795_347_665_123L);
    assertThat(event.observedAtMillis()).isEqualTo(RECEIVED);
    assertThat(event.number(3)).isEqualTo(99_900);
    assertThat(read(json.write(event).toString())).contains(event);
  }

  @Test
  void namesEveryProblemByItsPointerAndNoValue() throws IOException {
    Optional<Event> event =
        read(
            """
            {"event_id":"","event_type":"transaction","occurred_at":"yesterday",
             "data":{"transaction_id":7,"customer_id":"secret\\u0007","amount_minor":-5,"fraud":true}}
            """);
    assertThat(event).isEmpty();
    assertThat(problems.list())
        .extracting(Problem::place)
        .containsExactlyInAnyOrder(
            "/event_id",
            "/occurred_at",
            "/data/transaction_id",
            "/data/customer_id",
            "/data/terminal_id",
            "/data/amount_minor",
            "/data/fraud");
    assertThat(problems.list()).noneMatch(p -> p.line().contains("secret"));
  }

  @Test
  void unknownFieldsAreWarnings() throws IOException {
    assertThat(
            read(
                """
                {"event_id":"e1","event_type":"label","occurred_at":"2026-11-22T19:41:05Z","mood":1,
                 "data":{"subject_id":"t1","verdict":"fraud","a/b":2}}
                """))
        .isPresent();
    assertThat(warnings).containsExactly("/mood", "/data/a~1b");
  }

  @Test
  void fractionsHugeNumbersAndLoneSurrogatesAreRefused() throws IOException {
    for (String amount : List.of("1.5", "1e3", "1099511627777", "9223372036854775808", "\"5\"")) {
      Problems found = new Problems();
      String body =
          "{\"event_id\":\"e\",\"event_type\":\"transaction\",\"occurred_at\":\"2026-01-01T00:00:00Z\","
              + "\"data\":{\"transaction_id\":\"t\",\"customer_id\":\"c\",\"terminal_id\":\"\\ud800\","
              + "\"amount_minor\":"
              + amount
              + "}}";
      json.read(mapper.readTree(body), RECEIVED, "", found, warnings);
      assertThat(found.list())
          .extracting(Problem::place)
          .containsExactly("/data/terminal_id", "/data/amount_minor");
    }
  }
}
