package io.mallguard.features.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.schema.AlarmsSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventCodecsFuzzTest {
  private final EventSchema schema = AlarmsSchema.read();
  private final EventJson json = new EventJson(schema);
  private final EventBytes bytes = new EventBytes(schema);
  private final ObjectMapper mapper = new ObjectMapper();
  private final SplittableRandom random = new SplittableRandom(23);

  @Test
  void anyBytesGiveAnEventOrADocumentedProblem() {
    int refused = 0;
    for (LoggedEvent logged : RandomEvents.of(schema, 29, 3000)) {
      byte[] damaged = bytes.write(logged);
      if (random.nextBoolean()) {
        damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
      } else {
        damaged[random.nextInt(Math.min(damaged.length, 300))] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        bytes.read(damaged);
      } catch (InvalidInputException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1500, 2999);
  }

  @Test
  void anyJsonGivesAnEventThatCanBeWrittenOrProblems() throws JsonProcessingException {
    int refused = 0;
    for (LoggedEvent logged : RandomEvents.of(schema, 31, 3000)) {
      ObjectNode envelope = json.write(logged.event());
      spoil(envelope);
      Problems problems = new Problems();
      Optional<Event> event = json.read(envelope, 0, "", problems, new ArrayList<>());
      assertThat(event.isPresent()).isEqualTo(problems.isEmpty());
      if (event.isPresent()) {
        JsonNode again = mapper.readTree(json.write(event.get()).toString());
        assertThat(json.read(again, 0, "", problems, new ArrayList<>())).contains(event.get());
        LoggedEvent whole = new LoggedEvent(1, 0, event.get());
        assertThat(bytes.read(bytes.write(whole))).isEqualTo(whole);
      } else {
        assertThat(problems.list()).allMatch(p -> p.place().startsWith("/"));
        refused++;
      }
    }
    assertThat(refused).isBetween(1000, 2900);
  }

  /** Puts something else, or nothing, at a random place of the tree. */
  private void spoil(JsonNode root) {
    JsonNode parent = root;
    while (true) {
      List<JsonNode> children = new ArrayList<>();
      parent.forEach(child -> children.add(child));
      children.removeIf(child -> !child.isContainerNode() || child.isEmpty());
      if (children.isEmpty() || random.nextInt(3) == 0) {
        break;
      }
      parent = children.get(random.nextInt(children.size()));
    }
    if (parent instanceof ArrayNode array) {
      array.set(random.nextInt(array.size()), junk());
    } else if (parent instanceof ObjectNode object) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(random.nextInt(names.size()));
      if (random.nextInt(4) == 0) {
        object.remove(name);
      } else {
        object.set(name, junk());
      }
    }
  }

  private JsonNode junk() {
    JsonNodeFactory make = JsonNodeFactory.instance;
    return switch (random.nextInt(10)) {
      case 0 -> make.nullNode();
      case 1 -> make.numberNode(random.nextLong());
      case 2 -> make.numberNode(random.nextDouble());
      case 3 -> make.textNode("\uD800");
      case 4 -> make.textNode("x".repeat(random.nextInt(2000)));
      case 5 -> make.booleanNode(random.nextBoolean());
      case 6 -> make.arrayNode().add(1).add("a").addNull().add(make.arrayNode());
      case 7 -> make.objectNode().put("part_id", "p").put("quantity", 2).put("value", "v");
      case 8 -> make.arrayNode().add(make.objectNode().put("part_id", "p").put("quantity", 2));
      default -> make.textNode("2026-01-01T00:00:00Z");
    };
  }
}
