package io.mallguard.training.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  @Test
  void ifOneFileCantBeWrittenNoneIsReplaced() throws IOException {
    Path one = Files.writeString(folder.resolve("one"), "old");
    Path two = Files.writeString(folder.resolve("two"), "old");
    for (Path good : List.of(one, two)) {
      Map<Path, byte[]> files =
          Map.of(good, "new".getBytes(UTF_8), folder.resolve("missing/file"), new byte[1]);
      assertThatThrownBy(() -> AtomicFile.writeAll(files)).isInstanceOf(IOException.class);
    }
    assertThat(one).hasContent("old");
    assertThat(two).hasContent("old");
    assertThat(entries()).containsExactly("one", "two");
  }

  @Test
  void allAreReplacedAndNothingIsLeftBeside() throws IOException {
    Path one = Files.writeString(folder.resolve("one"), "old");
    Path two = folder.resolve("two");
    AtomicFile.writeAll(Map.of(one, "1".getBytes(UTF_8), two, "2".getBytes(UTF_8)));
    assertThat(one).hasContent("1");
    assertThat(two).hasContent("2");
    assertThat(entries()).containsExactly("one", "two");
  }

  private List<String> entries() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
