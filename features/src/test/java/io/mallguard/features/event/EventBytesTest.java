package io.mallguard.features.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.fold.RandomCards;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.schema.Schemas;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventBytesTest {
  /** A label as format version 1 wrote it; must stay readable for ever. */
  private static final String GOLDEN_1 =
      "0100056c6162656c00026c37000000000000002a000000e8d4a51000000000e8d4a51000000000e8d4a51000"
          + "01000274330100000000000000"
          + "01";

  private final EventSchema schema = Schemas.builtIn("cards");
  private final EventBytes codec = new EventBytes(schema);

  @Test
  void readsWhatItWrites() {
    RandomCards cards = new RandomCards(schema, 5);
    for (int i = 0; i < 500; i++) {
      LoggedEvent logged = cards.next();
      assertThat(codec.read(codec.write(logged))).isEqualTo(logged);
    }
  }

  @Test
  void readsVersionOne() {
    byte[] golden = HexFormat.of().parseHex(GOLDEN_1);
    LoggedEvent logged = codec.read(golden);
    EventType label = logged.event().type();
    assertThat(logged.sequence()).isEqualTo(42);
    assertThat(logged.event().id()).isEqualTo("l7");
    assertThat(logged.event().text(0)).isEqualTo("t3");
    assertThat(logged.event().number(1)).isEqualTo(1);
    assertThat(logged.event().has(label.supersedesField())).isFalse();
    assertThat(codec.read(codec.write(logged))).isEqualTo(logged);
  }

  @Test
  void contentIsTheSameWheneverItWasReceived() {
    LoggedEvent logged = codec.read(HexFormat.of().parseHex(GOLDEN_1));
    Event event = logged.event();
    long[] numbers = {event.number(0), event.number(1)};
    String[] texts = {"t3", null};
    Event later =
        new Event(
            event.type(), event.id(), event.occurredAtMillis(), 1_999_999_999_999L, numbers, texts);
    assertThat(codec.content(later)).isEqualTo(codec.content(event));
  }

  @Test
  void anyBytesGiveAnEventOrADocumentedProblem() {
    RandomCards cards = new RandomCards(schema, 6);
    SplittableRandom random = new SplittableRandom(6);
    int refused = 0;
    for (int i = 0; i < 5000; i++) {
      byte[] bytes = codec.write(cards.next());
      if (random.nextBoolean()) {
        bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      } else {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        codec.read(bytes);
      } catch (InvalidInputException e) {
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(2500);
  }
}
