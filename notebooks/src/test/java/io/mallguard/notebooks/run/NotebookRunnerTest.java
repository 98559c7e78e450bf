package io.mallguard.notebooks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.notebooks.engine.ClassPath;
import java.io.PrintStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class NotebookRunnerTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @Test
  void writesWhatACellPrintsAndShows() {
    Cell cell = run(Notebooks.of("System.out.println(\"two\\nlines\");\n1 + 1")).cells().get(0);

    assertThat(cell.outputs().toString())
        .isEqualTo(
            "[{\"name\":\"stdout\",\"output_type\":\"stream\",\"text\":[\"two\\n\",\"lines\\n\"]},"
                + "{\"output_type\":\"execute_result\",\"execution_count\":1,"
                + "\"data\":{\"text/plain\":[\"2\"]},\"metadata\":{}}]");
  }

  @Test
  void numbersCodeCellsAndLeavesTextCellsAlone() {
    Notebook notebook = Notebooks.of("int a = 1;", "# Words", "a + 1");

    Notebook ran = run(notebook);

    assertThat(ran.cells().get(1)).isEqualTo(notebook.cells().get(1));
    assertThat(ran.cells().get(2).json().path("execution_count").asInt()).isEqualTo(2);
    assertThat(ran.cells().get(2).id()).isEqualTo(notebook.cells().get(2).id());
  }

  @Test
  void givesTheSameBytesWhenItRunsItsOwnResult() {
    Notebook once = run(Notebooks.of("new Object()", "System.out.println(new int[0]);"));

    assertThat(run(once).bytes()).isEqualTo(once.bytes());
    assertThat(once.cells().get(0).outputs().toString()).contains("java.lang.Object@…");
  }

  @Test
  void takesFoldersOfThisMachineOutOfOutputs() {
    Notebook ran =
        run(Notebooks.of("Path.of(System.getProperty(\"user.home\"), \"x\").toString()"));

    assertThat(ran.cells().get(0).outputs().toString()).contains("\"~/x\"");
  }

  @Test
  void failsWithNumberMessageAndSourceOfTheCell() {
    Notebook notebook = Notebooks.of("int a = 1;", "# Words", "int b = 2;\nint c = b / (a - 1);");

    assertThatThrownBy(() -> run(notebook))
        .isInstanceOf(CellFailedException.class)
        .hasMessageStartingWith(
            "test.ipynb, code cell 2 (id c2), line 2: java.lang.ArithmeticException: / by zero")
        .hasMessageEndingWith("\n  1 | int b = 2;\n> 2 | int c = b / (a - 1);");
  }

  @Test
  void stopsACellThatLoopsForEver() {
    Notebook notebook = Notebooks.of("long n = 0;\nwhile (true) { n++; }");

    assertThatThrownBy(() -> run(notebook, Duration.ofMillis(1500)))
        .hasMessageContaining("TimedOut: still running after 1 s")
        .message()
        .doesNotContain("does not stop");
  }

  @Test
  void stopsACellThatWaitsForEver() {
    Notebook notebook = Notebooks.of("new java.util.concurrent.CountDownLatch(1).await();");

    assertThatThrownBy(() -> run(notebook, Duration.ofMillis(1500)))
        .hasMessageContaining("TimedOut: still running after 1 s")
        .message()
        .doesNotContain("does not stop");
  }

  @Test
  void givesStandardOutputBackAfterAFailure() {
    PrintStream before = System.out;

    assertThatThrownBy(() -> run(Notebooks.of("throw new RuntimeException();")))
        .isInstanceOf(CellFailedException.class);

    assertThat(System.out).isSameAs(before);
  }

  @Test
  void dropsWhatIsPrintedPastTheBound() {
    Notebook ran = run(Notebooks.of("for (int i = 0; i < 50_000; i++) System.out.println(i);"));

    String printed = Text.joined(ran.cells().get(0).outputs().path(0).path("text"));
    assertThat(printed).startsWith("0\n1\n").endsWith("\n(more was printed)\n");
    assertThat(printed.length()).isBetween(PrintedOutput.MAX_BYTES, PrintedOutput.MAX_BYTES + 50);
  }

  private static Notebook run(Notebook notebook) {
    return run(notebook, LONG);
  }

  private static Notebook run(Notebook notebook, Duration timeout) {
    return new NotebookRunner(ClassPath.current(), timeout, System.out).run(notebook, "test.ipynb");
  }
}
