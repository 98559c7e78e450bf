package io.mallguard.features.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.schema.AlarmsSchema;
import io.mallguard.features.schema.Schemas;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The reader over an array says of any bytes what the one over a stream says. */
class EventBytesTwinTest {
  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void wholeBytesGiveTheSameEvent() {
    for (EventSchema schema : new EventSchema[] {AlarmsSchema.read(), Schemas.builtIn("cards")}) {
      EventBytes codec = new EventBytes(schema);
      NaiveEventBytes naive = new NaiveEventBytes(schema);
      for (LoggedEvent logged : RandomEvents.of(schema, 7, 2000)) {
        byte[] bytes = codec.write(logged);
        requireSame(codec.read(bytes), naive.read(bytes));
        requireSame(codec.read(bytes), logged);
        assertThat(codec.write(codec.read(bytes))).isEqualTo(bytes);
      }
    }
  }

  @Test
  void damagedBytesGiveTheSameEventOrTheSameProblem() {
    EventSchema schema = AlarmsSchema.read();
    EventBytes codec = new EventBytes(schema);
    NaiveEventBytes naive = new NaiveEventBytes(schema);
    int read = 0;
    for (LoggedEvent logged : RandomEvents.of(schema, 8, 20_000)) {
      byte[] bytes = damaged(codec.write(logged));
      LoggedEvent event;
      try {
        event = naive.read(bytes);
      } catch (InvalidInputException problem) {
        assertThat(problemWith(codec, bytes)).isEqualTo(problem.getMessage());
        continue;
      }
      requireSame(codec.read(bytes), event);
      read++;
    }
    assertThat(read).isBetween(2_000, 18_000);
  }

  private static String problemWith(EventBytes codec, byte[] bytes) {
    try {
      return "no problem: " + codec.read(bytes);
    } catch (InvalidInputException problem) {
      return String.valueOf(problem.getMessage());
    }
  }

  private byte[] damaged(byte[] bytes) {
    if (random.nextInt(8) == 0) {
      return Arrays.copyOf(bytes, random.nextInt(bytes.length + 9));
    }
    // Most of the first bytes are the version and the name, which few changes leave legal.
    int at = random.nextInt(4) == 0 ? random.nextInt(16) : random.nextInt(bytes.length);
    bytes[Math.min(at, bytes.length - 1)] ^= (byte) (1 << random.nextInt(8));
    return bytes;
  }

  private static void requireSame(LoggedEvent one, LoggedEvent other) {
    assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
    Event event = one.event();
    Event that = other.event();
    assertThat(event.ownId()).isEqualTo(that.ownId()).isEqualTo(IdHash.of(event.subjectId()));
    assertThat(event.toString()).isEqualTo(that.toString());
    assertThat(event.supersedes()).isEqualTo(that.supersedes());
    long[] slots = new long[event.type().fields().size()];
    long[] slotsOfThat = new long[slots.length];
    event.copySlots(slots, 0);
    that.copySlots(slotsOfThat, 0);
    assertThat(slots).isEqualTo(slotsOfThat);
    for (int i = 0; i < slots.length; i++) {
      assertThat(event.has(i)).isEqualTo(that.has(i));
      assertThat(event.number(i)).isEqualTo(that.number(i));
      assertThat(event.text(i)).isEqualTo(that.text(i));
    }
  }

  @Test
  void theNumberOfTextDoesNotDependOnWhetherItIsReadFromBytes() {
    for (int i = 0; i < 20_000; i++) {
      byte[] utf8 = new byte[random.nextInt(40)];
      random.nextBytes(utf8);
      for (int b = 0; random.nextInt(4) > 0 && b < utf8.length; b++) {
        utf8[b] &= 0x7F;
      }
      int from = random.nextInt(utf8.length + 1);
      String text = new String(utf8, from, utf8.length - from, StandardCharsets.UTF_8);
      assertThat(IdHash.ofUtf8(utf8, from, utf8.length - from)).isEqualTo(IdHash.of(text));
    }
  }
}
