package io.mallguard.service.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.event.FoldTime;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.problem.InvalidInputException;
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
  void wrongUsageAndWrongInputFailWithTwo() throws IOException {
    assertThat(run("serve")).isEqualTo(2);
    assertThat(serve()).isEqualTo(2);
    assertThat(said).contains("bundle").doesNotContain("\tat ");
    TestBundle.write(dir.resolve("bundle"), "1", -1);
    assertThat(serve("--port", "70000")).isEqualTo(2);
    assertThat(said).contains("--port").contains("70000").contains("65535");
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
    try (TestService service = TestService.start(first)) {
      for (int i = 0; i < 20; i++) {
        service.post("/predict", TestService.transaction("e" + i, TestService.NOON + i, i));
      }
    }
    Path out = dir.resolve("out");
    run("log", "export", "--data-dir", first.toString(), "--out", out.toString());
    Path bundleDir = dir.resolve("bundle");
    Bundle bundle = TestBundle.write(bundleDir, "1", -1);
    try (DataFolder folder = DataFolder.take(dir.resolve("data"))) {
      Files.createDirectories(dir.resolve("data/log.loading/half"));
      assertThatThrownBy(folder::refuseHalfLoaded)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("[history_cut_short]");
      new HistoryLoad(EventFolder.open(out), bundle.spec(), Long.MAX_VALUE)
          .into(folder, count -> {});
      assertThat(Files.exists(dir.resolve("data/log.loading"))).isFalse();
    }
    assertSameLog(first, dir.resolve("data"));
    assertThat(serve("--history", out.toString())).isEqualTo(2);
    assertThat(said).contains("[log_not_empty]");
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
