package io.mallguard.features.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshot files: damaged ones and those of another layout are refused. */
class SnapshotFileTest {
  private static final EventSchema SCHEMA = Schemas.builtIn("cards");
  private static final FeatureSpec SPEC =
      SpecReader.parse(Schemas.specText("cards"), "cards", SCHEMA);
  private static final int EVENTS = 300;
  @TempDir Path folder;

  private Path snapshot() throws IOException {
    Fold fold = new Fold(SPEC);
    RandomCards cards = new RandomCards(SCHEMA, 11);
    for (int i = 0; i < EVENTS; i++) {
      fold.absorb(cards.next());
    }
    Path file = folder.resolve("snapshot");
    FoldSnapshot.write(fold, EVENTS, file);
    return file;
  }

  @Test
  void damagedFilesAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(snapshot());
    SplittableRandom random = new SplittableRandom(5);
    Path file = folder.resolve("damaged");
    for (int i = 0; i < 300; i++) {
      byte[] bytes = damage(whole, random, i);
      Files.write(file, bytes);
      Throwable thrown = catchThrowable(() -> FoldSnapshot.read(SPEC, file));
      assertThat(thrown).as("damage %s", i).isInstanceOf(InvalidInputException.class);
      assertThat(((InvalidInputException) thrown).problems())
          .allMatch(
              p ->
                  List.of(
                          "cut_short",
                          "damaged",
                          "not_a_snapshot",
                          "too_new",
                          "too_old",
                          "other_layout",
                          "other_memory_layout")
                      .contains(p.code()));
    }
  }

  /** A header that says more than there is, checksum and all, is refused before room is made. */
  @Test
  void wrongLengthsAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(snapshot());
    Path file = folder.resolve("wrong");
    int memories = 12 + 64 + Integer.BYTES + 4 * Long.BYTES;
    int lengths = memories + Integer.BYTES;
    for (long length : new long[] {1L << 60, 1L << 40, whole.length, -1, Long.MIN_VALUE}) {
      byte[] bytes = whole.clone();
      littleEndian(bytes).putLong(lengths, length);
      assertRefused(file, bytes);
    }
    for (int number : new int[] {-1, 0, 1, 1 << 30}) {
      byte[] bytes = whole.clone();
      littleEndian(bytes).putInt(memories, number);
      assertRefused(file, bytes);
    }
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void assertRefused(Path file, byte[] bytes) throws IOException {
    int length = littleEndian(bytes).getInt(8);
    CRC32C crc = new CRC32C();
    crc.update(bytes, 12, length);
    littleEndian(bytes).putLong(12 + length, crc.getValue());
    Files.write(file, bytes);
    assertThatThrownBy(() -> FoldSnapshot.read(SPEC, file))
        .isInstanceOf(InvalidInputException.class);
  }

  private static byte[] damage(byte[] whole, SplittableRandom random, int i) {
    return switch (i % 3) {
      case 0 -> Arrays.copyOf(whole, random.nextInt(i < 30 ? 200 : whole.length));
      case 1 -> {
        byte[] flipped = whole.clone();
        flipped[random.nextInt(i < 60 ? 250 : whole.length)] ^= (byte) (1 << random.nextInt(8));
        yield flipped;
      }
      default -> Arrays.copyOf(whole, whole.length + 1 + random.nextInt(100));
    };
  }

  @Test
  void anotherLayoutIsRefused() throws IOException {
    Path file = snapshot();
    String text = Schemas.specText("cards").replace("[1d, 7d, 30d]", "[1d, 7d, 29d]");
    FeatureSpec other = SpecReader.parse(text, "other", SCHEMA);
    assertThatThrownBy(() -> FoldSnapshot.read(other, file)).hasMessageContaining("other_layout");
  }

  /** Names and meanings may change: the state stays the same. */
  @Test
  void anotherMeaningIsNoOtherLayout() throws IOException {
    Path file = snapshot();
    String text = Schemas.specText("cards").replace("Transactions of the customer", "Payments");
    FeatureSpec other = SpecReader.parse(text, "other", SCHEMA);
    assertThat(FoldSnapshot.read(other, file).sequence()).isEqualTo(EVENTS);
  }
}
