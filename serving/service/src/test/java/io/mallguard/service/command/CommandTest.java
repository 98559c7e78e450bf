package io.mallguard.service.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.mallguard.features.event.FoldTime;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.schema.Schemas;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.service.TestBundle;
import io.mallguard.service.TestService;
import io.mallguard.service.live.HistoryLoad;
import io.mallguard.service.log.DataFolder;
import io.mallguard.service.log.EventLog;
import io.mallguard.service.log.RocksEventLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
  @TempDir Path dir;
  private String said = "";

  @Test
  void aPortInUseFailsWithOne() throws IOException {
    TestBundle.write(dir.resolve("bundle"), "1", -1);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(serve("--port", "" + taken.getLocalPort())).isEqualTo(1);
    }
    assertThat(said).contains("is in use").doesNotContain("\tat ");
  }

  @Test
  void aPortInUseFailsBeforeHistoryIsLoadedAndTheSameCommandWorksLater() throws IOException {
    Path history = history(20);
    TestBundle.write(dir.resolve("bundle"), "1", -1);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = "" + taken.getLocalPort();
      assertThat(serve("--history", history.toString(), "--port", port)).isEqualTo(1);
      assertThat(said).contains(port, "is in use").doesNotContain("Loading history");
      assertThat(entries(dir.resolve("data"))).containsExactly("lock");
      assertThat(serve("--history", history.toString(), "--port", port)).isEqualTo(1);
      assertThat(said).contains("is in use").doesNotContain("log_not_empty");
    }
  }

  @Test
  void aBundleOfAnotherSchemaIsRefusedAndTheLogLeftAsItWas() throws IOException {
    Path data = dir.resolve("data");
    try (TestService service = TestService.start(data)) {
      service.post("/predict", TestService.transaction("e1", TestService.NOON, 1));
    }
    Path history = history(20);
    String schema = Schemas.schemaText("cards").replace("currency: EUR", "currency: USD");
    TestBundle.write(dir.resolve("bundle"), "1", -1, Schemas.specText("cards"), schema);
    assertThat(serve()).isEqualTo(2);
    assertThat(said)
        .contains("[other_schema]", data.resolve("log").toString(), "in the bundle", "must be")
        .doesNotContain("\tat ");
    try (RocksEventLog log = RocksEventLog.openReadOnly(DataFolder.log(data))) {
      assertThat(log.lastSequence()).isEqualTo(1);
    }
    assertThat(
            run(
                "serve",
                "--bundle=" + dir.resolve("bundle"),
                "--data-dir=" + dir.resolve("new"),
                "--history=" + history))
        .isEqualTo(2);
    assertThat(said).contains("[schema_mismatch]", history.resolve("schema.yaml").toString());
    assertThat(entries(dir.resolve("new"))).containsExactly("lock");
  }

  @Test
  void aDataFolderThatCantBeWrittenFailsWithOne() throws IOException {
    TestBundle.write(dir.resolve("bundle"), "1", -1);
    Path file = Files.writeString(dir.resolve("data"), "mine");
    assertThat(serve()).isEqualTo(1);
    assertThat(said).contains(file.toString(), "must be writable").doesNotContain("\tat ");
    history(20);
    Path out = file.resolve("x");
    assertThat(run("log", "export", "--data-dir=" + dir.resolve("first"), "--out=" + out))
        .isEqualTo(1);
    assertThat(said).contains("Could not read or write", file.toString(), "Not a directory");
    assertThat(file).hasContent("mine");
    Path readOnly = Files.createDirectory(dir.resolve("folder"));
    assumeThat(readOnly.toFile().setWritable(false)).isTrue();
    assumeThat(Files.isWritable(readOnly)).as("root writes everywhere").isFalse();
    assertThat(run("serve", "--bundle=" + dir.resolve("bundle"), "--data-dir=" + readOnly))
        .isEqualTo(1);
    assertThat(said).contains(readOnly.toString(), "must be writable", "permission denied");
  }

  @Test
  void wrongUsageAndWrongInputFailWithTwo() throws IOException {
    assertThat(run("serve")).isEqualTo(2);
    assertThat(serve()).isEqualTo(2);
    assertThat(said).contains("bundle").doesNotContain("\tat ");
    TestBundle.write(dir.resolve("bundle"), "1", -1);
    assertThat(serve("--port", "70000")).isEqualTo(2);
    assertThat(said).contains("--port").contains("70000").contains("65535");
    assertThat(serve("--history-until", "soon")).isEqualTo(2);
    assertThat(said).contains("--history-until", "found 'soon'", "YYYY-MM-DD");
    assertThat(run("serve", "--port=x", "--history-until=soon", "--bundel=b")).isEqualTo(2);
    assertThat(said)
        .startsWith("serve: 5 problems\n")
        .contains("--port: found 'x', must be a whole number [wrong_value]")
        .contains("--history-until: found 'soon', must be a day as YYYY-MM-DD [wrong_value]")
        .contains("--bundle: found nothing, must be given [missing_option]")
        .contains("--data-dir: found nothing, must be given [missing_option]")
        .contains("options: found '--bundel=b', must be --bundle [unknown_option]");
    for (String command : List.of("serve", "replay", "log export")) {
      assertThat(run((command + " --help").split(" "))).isZero();
      assertThat(said).contains("Usage: mallguard " + command);
    }
    assertThat(serve("--history-until", "2026-01-01")).isEqualTo(2);
    assertThat(said).contains("[history_missing]");
    assertThat(run("replay", "--data-dir", dir.resolve("nothing").toString())).isEqualTo(2);
    assertThat(said).contains("[no_log]");
    assertThat(Files.exists(dir.resolve("nothing"))).isFalse();
  }

  @Test
  void aFolderInUseFailsWithOne() throws IOException {
    TestBundle.write(dir.resolve("bundle"), "1", -1);
    try (DataFolder held = DataFolder.take(dir.resolve("data"))) {
      assertThat(held.hasLog()).isFalse();
      assertThat(serve()).isEqualTo(1);
    }
    assertThat(said).contains("uses the data folder");
  }

  @Test
  void replayAndExportWorkOnWhatWasServed() throws IOException {
    Path data = dir.resolve("data");
    try (TestService service = TestService.start(data)) {
      for (int i = 0; i < 20; i++) {
        service.post("/predict", TestService.transaction("e" + i, TestService.NOON + i, i));
      }
    }
    assertThat(run("replay", "--data-dir", data.toString())).isZero();
    assertThat(said).contains("Events 20, decisions 20, differing 0");
    Path out = dir.resolve("out");
    assertThat(run("log", "export", "--data-dir", data.toString(), "--out", out.toString()))
        .isZero();
    assertThat(EventFolder.open(out).eventCount()).isEqualTo(20);
    assertThat(run("log", "export", "--data-dir", data.toString(), "--out", out.toString()))
        .isEqualTo(2);
  }

  @Test
  void historyIsFoldedIntoAnEmptyFolderOnly() throws IOException {
    Path first = dir.resolve("first");
    Path out = history(20);
    Path bundleDir = dir.resolve("bundle");
    Bundle bundle = TestBundle.write(bundleDir, "1", -1);
    try (DataFolder folder = DataFolder.take(dir.resolve("data"))) {
      Files.createDirectories(dir.resolve("data/log.loading/half"));
      assertThatThrownBy(folder::refuseHalfLoaded)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("[history_cut_short]");
      assertThatThrownBy(
              () ->
                  new HistoryLoad(EventFolder.open(out), bundle.spec(), Long.MAX_VALUE)
                      .into(
                          folder,
                          count -> {
                            throw new IllegalStateException("the disk is full");
                          }))
          .hasMessage("the disk is full");
      assertThat(entries(dir.resolve("data"))).containsExactly("lock");
      new HistoryLoad(EventFolder.open(out), bundle.spec(), Long.MAX_VALUE)
          .into(folder, count -> {});
      assertThat(Files.exists(dir.resolve("data/log.loading"))).isFalse();
    }
    assertSameLog(first, dir.resolve("data"));
    assertThat(serve("--history", out.toString())).isEqualTo(2);
    assertThat(said).contains("[log_not_empty]");
  }

  /** What a service in the folder "first" logged, as an events folder. */
  private Path history(int events) throws IOException {
    Path first = dir.resolve("first");
    try (TestService service = TestService.start(first)) {
      for (int i = 0; i < events; i++) {
        service.post("/predict", TestService.transaction("e" + i, TestService.NOON + i, i));
      }
    }
    Path out = dir.resolve("out");
    assertThat(run("log", "export", "--data-dir", first.toString(), "--out", out.toString()))
        .isZero();
    return out;
  }

  private static List<String> entries(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  private static void assertSameLog(Path one, Path two) {
    try (RocksEventLog a = RocksEventLog.openReadOnly(DataFolder.log(one));
        RocksEventLog b = RocksEventLog.openReadOnly(DataFolder.log(two))) {
      assertThat(b.lastSequence()).isEqualTo(a.lastSequence()).isEqualTo(20);
      long before = FoldTime.NONE;
      for (long s = 1; s <= 20; s++) {
        LoggedEvent event = a.event(s).orElseThrow();
        assertThat(b.event(s)).contains(event);
        assertThat(event.foldTimeMillis()).isGreaterThanOrEqualTo(before);
        before = event.foldTimeMillis();
      }
      assertThat(((EventLog) b).decision(1)).isEmpty();
    }
  }

  private int serve(String... more) {
    String[] line = new String[more.length + 5];
    line[0] = "serve";
    line[1] = "--bundle";
    line[2] = dir.resolve("bundle").toString();
    line[3] = "--data-dir";
    line[4] = dir.resolve("data").toString();
    System.arraycopy(more, 0, line, 5, more.length);
    return run(line);
  }

  private int run(String... args) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = System.out;
    PrintStream err = System.err;
    PrintStream both = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
    try {
      return Main.run(args);
    } finally {
      System.setOut(out);
      System.setErr(err);
      said = bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
