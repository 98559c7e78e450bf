package io.mallguard.service;

import static io.mallguard.service.TestService.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.LoggedEvent;
import io.mallguard.service.audit.Replay;
import io.mallguard.service.decisions.BundleArchive;
import io.mallguard.service.log.DataFolder;
import io.mallguard.service.log.LogCursor;
import io.mallguard.service.log.RocksEventLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class CrashTest {
  private static final int SENDERS = 8;
  private static final int KILLS = 4;

  @TempDir Path dir;
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final Queue<Integer> otherStatuses = new ConcurrentLinkedQueue<>();
  private final AtomicInteger answers = new AtomicInteger();

  @Test
  void whatWasAcknowledgedIsThereOnceAfterEveryKill() throws Exception {
    Path bundle = dir.resolve("bundle");
    TestBundle.write(bundle, "1", -1);
    Path data = dir.resolve("data");
    for (int round = 0; round < KILLS; round++) {
      try (ChildService child = ChildService.start(bundle, data)) {
        List<Future<?>> senders = sendAll(child, round);
        int enough = answers.get() + 400;
        while (answers.get() < enough) {
          Thread.onSpinWait();
        }
        child.kill();
        for (Future<?> sender : senders) {
          sender.get();
        }
      }
      assertEachOnce(data);
    }
    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS * 400);
    assertThat(otherStatuses).isEmpty();
  }

  @Test
  void aTerminatedServiceFinishesWhatIsInFlightAndExitsWithZero() throws Exception {
    Path bundle = dir.resolve("bundle");
    TestBundle.write(bundle, "1", -1);
    Path data = dir.resolve("data");
    try (ChildService child = ChildService.start(bundle, data)) {
      List<Future<?>> senders = sendAll(child, 0);
      while (answers.get() < 400) {
        Thread.onSpinWait();
      }
      assertThat(child.terminate()).isZero();
      for (Future<?> sender : senders) {
        sender.get();
      }
    }
    assertThat(otherStatuses).allMatch(status -> status == 503);
    assertEachOnce(data);
    assertThat(data.resolve("decisions")).isNotEmptyDirectory();
  }

  private List<Future<?>> sendAll(ChildService child, int round) {
    ExecutorService pool = Executors.newFixedThreadPool(SENDERS);
    List<Future<?>> senders = new ArrayList<>();
    for (int s = 0; s < SENDERS; s++) {
      var traffic =
          Traffic.of("r" + round + "s" + s, 100_000 / 20, NOON - 1_000_000_000L, 1_000, s);
      senders.add(pool.submit(() -> send(child.port(), traffic)));
    }
    pool.shutdown();
    return senders;
  }

  /** Sends until the connection breaks. */
  private void send(int port, List<Traffic.Request> traffic) {
    try (KeepAlive connection = new KeepAlive(port)) {
      for (Traffic.Request request : traffic) {
        int status =
            connection.post(request.path(), request.body().getBytes(StandardCharsets.UTF_8));
        answers.incrementAndGet();
        if (status == 200 || status == 202) {
          acknowledged.add(request.eventId());
        } else {
          otherStatuses.add(status);
          return;
        }
      }
    } catch (IOException broken) {
      // The service was killed: what was not acknowledged may or may not be there.
      assertThat(acknowledged).isNotEmpty();
    }
  }

  private void assertEachOnce(Path data) {
    Map<String, Integer> counts = new HashMap<>();
    try (RocksEventLog log = RocksEventLog.openReadOnly(DataFolder.log(data))) {
      try (LogCursor<LoggedEvent> events = log.events(1)) {
        while (events.advance()) {
          counts.merge(events.value().event().id(), 1, Integer::sum);
        }
      }
      BundleArchive archive = new BundleArchive(DataFolder.bundles(data));
      Replay.Report report = new Replay(log, archive::bundle).run(sequence -> {});
      assertThat(report.differences()).isEmpty();
      assertThat(report.decisionCount()).isPositive();
    }
    assertThat(counts.values()).allMatch(count -> count == 1);
    assertThat(counts.keySet()).containsAll(acknowledged);
  }
}
