package io.mallguard.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;

class CommandsTest {
  /** Wants more than there is, in its own thread or told by another. */
  @Command(name = "greedy")
  static final class Greedy implements Callable<Integer> {
    private final boolean inAnotherThread;

    Greedy(boolean inAnotherThread) {
      this.inAnotherThread = inAnotherThread;
    }

    @Override
    public Integer call() {
      OutOfMemoryError full = new OutOfMemoryError("Java heap space");
      if (inAnotherThread) {
        throw new IllegalStateException("the writer failed", full);
      }
      throw full;
    }
  }

  @Test
  void wantOfMemoryIsToldInOneLine() {
    assertThat(told(new Greedy(false))).isEqualTo(told(new Greedy(true)));
    assertThat(told(new Greedy(false)))
        .containsPattern("Not enough memory: .* [0-9]+ MiB. .*MALLGUARD_JAVA_OPTS=-Xmx")
        .doesNotContain("OutOfMemoryError")
        .hasLineCount(1);
  }

  private static String told(Greedy command) {
    PrintStream before = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    try {
      assertThat(Commands.run(command, Set.of())).isEqualTo(1);
    } finally {
      System.setErr(before);
    }
    return said.toString(StandardCharsets.UTF_8);
  }
}
