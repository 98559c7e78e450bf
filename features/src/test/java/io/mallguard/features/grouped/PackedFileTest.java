package io.mallguard.features.grouped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.grouped.PackedFile.Chunk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What does not lie where it should is refused, and what does is still there. */
final class PackedFileTest {
  private final PackedFile file;
  private final long[] numbers = LongStream.range(0, 1000).map(n -> n * n).toArray();
  private final Chunk chunk;

  PackedFileTest(@TempDir Path temp) throws IOException {
    file = new PackedFile(temp, new ConcurrentLinkedQueue<>());
    file.write(new long[] {7}, 0, 1);
    chunk = file.write(numbers, 0, numbers.length);
  }

  @AfterEach
  void close() throws IOException {
    file.close();
  }

  private void assertRefused(Chunk wrong, String words) throws IOException {
    assertThatThrownBy(() -> file.read(wrong, new long[wrong.count()]))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(words);
    long[] found = new long[numbers.length];
    file.read(chunk, found);
    assertThat(found).isEqualTo(numbers);
  }

  @Test
  void whatBeginsElsewhere() throws IOException {
    assertRefused(new Chunk(chunk.at() + 1, chunk.packedBytes() - 1, chunk.count()), "is damaged");
  }

  @Test
  void whatIsCut() throws IOException {
    assertRefused(new Chunk(chunk.at(), chunk.packedBytes() - 1, chunk.count()), "is damaged");
  }

  @Test
  void fewerNumbersThanThereShouldBe() throws IOException {
    assertRefused(
        new Chunk(chunk.at(), chunk.packedBytes(), chunk.count() + 1),
        "found 8000 bytes, must be 8008");
  }

  @Test
  void whatLiesBehindTheEnd() throws IOException {
    assertRefused(new Chunk(chunk.at() + 1, chunk.packedBytes(), chunk.count()), "ends at");
  }
}
