package io.mallguard.notebooks.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.notebooks.engine.ClassPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every committed notebook runs on this machine and shows what its file shows. {@code
 * -Dgolden.write=true} writes what it shows now into the file.
 */
class CommittedNotebooksGoldenTest {
  private static final Duration CELL_TIMEOUT = Duration.ofMinutes(5);

  @TestFactory
  List<DynamicTest> runsAndShowsWhatIsCommitted() throws IOException {
    Path folder = Path.of("").toAbsolutePath();
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> notebooks =
          files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList();
      assertThat(notebooks).as("notebooks in the module").isNotEmpty();
      return notebooks.stream()
          .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)))
          .toList();
    }
  }

  private static void check(Path file) throws IOException {
    Notebook committed = Notebook.read(file);
    NotebookRunner runner = new NotebookRunner(ClassPath.current(), CELL_TIMEOUT, System.out);
    Notebook produced = runner.run(committed, file.getFileName().toString());
    if (Boolean.getBoolean("golden.write")) {
      produced.write(file);
      return;
    }
    assertThat(OutputComparison.differences(committed, produced))
        .as("cells that show something else; -Dgolden.write=true accepts them")
        .isEmpty();
  }
}
