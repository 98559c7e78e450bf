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
  /** Ends with an error, in its own thread or told by another. */
  @Command(name = "ending")
  static final class Ending implements Callable<Integer> {
    private final Error error;
    private final boolean inAnotherThread;

    Ending(Error error, boolean inAnotherThread) {
      this.error = error;
      this.inAnotherThread = inAnotherThread;
    }

    @Override
    public Integer call() {
      if (inAnotherThread) {
        throw new IllegalStateException("the writer failed", error);
      }
      throw error;
    }
  }

  @Test
  void wantOfMemoryIsToldInOneLine() {
    assertThat(toldInOneLine(new OutOfMemoryError("Java heap space")))
        .containsPattern("Not enough memory: .* [0-9]+ MiB. .*MALLGUARD_JAVA_OPTS=-Xmx");
  }

  /** As when there is no room to unpack a native one. */
  @Test
  void aLibraryThatCannotBeLoadedIsToldInOneLine() {
    Error full = new ExceptionInInitializerError("Cannot unpack libzstd: No space left on device");
    assertThat(toldInOneLine(full))
        .contains("Could not load a library: Cannot unpack libzstd: No space left on device")
        .contains(System.getProperty("java.io.tmpdir"));
  }

  private static String toldInOneLine(Error error) {
    String told = told(new Ending(error, false));
    assertThat(told).isEqualTo(told(new Ending(error, true))).hasLineCount(1);
    assertThat(told).doesNotContain(error.getClass().getSimpleName());
    return told;
  }

  private static String told(Ending command) {
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
