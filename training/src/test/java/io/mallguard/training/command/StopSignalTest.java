package io.mallguard.training.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mallguard.features.parquet.EventFolder;
import io.mallguard.training.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that is told to stop leaves nothing half-done, and what was there before stays. */
class StopSignalTest {
  /** Runs for hours. */
  private static final String ENDLESS =
      """
      SELECT CAST(sum(a.range * b.range) AS VARCHAR) AS transaction_id, 'c' AS customer_id,
        'x' AS terminal_id, 1 AS amount_minor, TIMESTAMP '2018-04-01' AS occurred_at
      FROM range(10000000) a, range(10000000) b
      """;

  @TempDir private Path temp;

  @Test
  void importIsStoppedWhileDuckDbReads() throws Exception {
    Path sql = Files.writeString(temp.resolve("query.sql"), ENDLESS);
    Path events = simulated("events");
    String digest = EventFolder.open(events).digest();
    stop(
        "Reading with DuckDB ...",
        "import",
        "--sql=" + sql,
        "--schema=cards",
        "--out=" + events,
        "--overwrite");
    assertThat(entries()).containsExactly("events", "query.sql");
    assertThat(EventFolder.open(events).digest()).isEqualTo(digest);
  }

  @Test
  void simulateIsStoppedWhileItWrites() throws Exception {
    stop(
        "Simulating days ...",
        "simulate",
        "--days=1000",
        "--customers=1000",
        "--out=" + temp.resolve("events"));
    assertThat(entries()).isEmpty();
  }

  @Test
  void trainIsStopped() throws Exception {
    Path events = simulated("events");
    stop(
        "Folding events ...",
        "train",
        "--events=" + events,
        "--until=2026-03-30",
        "--out=" + temp.resolve("bundle"));
    assertThat(entries()).containsExactly("events");
  }

  /** The process ends with the signal's code, however slowly the command ends beside it. */
  @Test
  void aCommandThatIsToldToStopLeavesTheExitCodeToTheSignal() throws InterruptedException {
    StopSignal signal = new StopSignal(Thread.currentThread());
    Thread stop = new Thread(signal::stop);
    stop.start();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> new CountDownLatch(1).await());
    assertThat(signal.ended()).isFalse();
    stop.join();
  }

  @Test
  void aCommandThatIsOverIsNotStopped() {
    StopSignal signal = new StopSignal(Thread.currentThread());
    assertThat(signal.ended()).isTrue();
    signal.stop();
    assertThat(Thread.interrupted()).isFalse();
  }

  private Path simulated(String name) {
    Path events = temp.resolve(name);
    assertThat(Said.by("simulate", "--days=90", "--customers=400", "--out=" + events).exitCode())
        .isZero();
    return events;
  }

  /** Runs a command in a process of its own and stops it when it has said something. */
  private static void stop(String when, String... args) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    line.addAll(List.of("-Xmx512m", "-Djdk.serialFilter=!*", "-cp", classPath));
    line.add(Main.class.getName());
    line.addAll(List.of(args));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
      List<String> before = said.lines().takeWhile(text -> !text.contains(when)).toList();
      assertThat(process.isAlive()).as(before + " and then ended").isTrue();
      // Process.destroy would close its streams too.
      process.toHandle().destroy();
      String after = String.join("\n", said.lines().toList());
      assertThat(process.waitFor()).as(after).isEqualTo(143);
      assertThat(after).contains("Stopped").doesNotContain("\tat ");
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> entries() throws IOException {
    try (Stream<Path> all = Files.list(temp)) {
      return all.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
