package io.mallguard.service.command;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.scoring.bundle.BundleReader;
import io.mallguard.service.RunningService;
import io.mallguard.service.decisions.BundleArchive;
import io.mallguard.service.live.HistoryLoad;
import io.mallguard.service.log.DataFolder;
import io.mallguard.service.log.EventLog;
import io.mallguard.service.log.LogIdentity;
import io.mallguard.service.log.RocksEventLog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the service until it is told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Scores events over HTTP on 127.0.0.1 (there is no authentication yet).",
      "Stops on SIGTERM or Ctrl-C: finishes what is in flight and exits with 0."
    })
final class ServeCommand implements Callable<Integer> {
  /** Below the number of request threads, so that overload is refused rather than waited for. */
  private static final int QUEUE_CAPACITY = 200;

  @Option(names = "--bundle", required = true, description = "Bundle that decides.")
  private Path bundleDir = Path.of("");

  @Option(
      names = "--data-dir",
      required = true,
      description = "Folder of the log; made if absent. One service at a time.")
  private Path dataDir = Path.of("");

  @Option(
      names = "--history",
      description = "Events folder to fold first; only into a data folder without a log.")
  private @Nullable Path history;

  @Option(
      names = "--history-until",
      paramLabel = "DATE",
      description = "Last day of history that is folded, in the schema's zone; else all of it.")
  private @Nullable LocalDate historyUntil;

  @Option(
      names = "--port",
      defaultValue = "8080",
      description = "Port, 0 for any that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (port < 0 || port > 65_535) {
      throw InvalidInputException.of(
          "serve", new Problem("--port", "wrong_value", "" + port, "a port from 0 to 65535"));
    }
    Bundle bundle = BundleReader.read(bundleDir);
    try (DataFolder folder = DataFolder.take(dataDir)) {
      Optional<HistoryLoad> load = history(folder, bundle);
      BundleArchive archive = new BundleArchive(folder.bundles());
      try (RunningService service = RunningService.listen(setup(bundle, archive, folder), port)) {
        loadHistory(load, folder);
        EventLog log =
            RocksEventLog.open(folder.log(), LogIdentity.of(bundle.spec()), bundle.schema());
        service.take(log);
        archive.keep(bundle, bundleDir);
        fold(service, log);
        awaitStop(service, folder);
      }
    }
    return 0;
  }

  /** The load that was asked for; nothing is changed yet. */
  private Optional<HistoryLoad> history(DataFolder folder, Bundle bundle) throws IOException {
    Optional<Path> from = Optional.ofNullable(history);
    if (from.isEmpty()) {
      folder.refuseHalfLoaded();
      refuseUntilAlone();
      return Optional.empty();
    }
    if (folder.hasLog()) {
      throw InvalidInputException.of(
          "serve",
          new Problem(
              "--history",
              "log_not_empty",
              "a log in " + dataDir,
              "left out, or used with a data folder that has no log yet"));
    }
    EventFolder events = EventFolder.open(from.get());
    return Optional.of(new HistoryLoad(events, bundle.spec(), untilMillis(bundle.schema())));
  }

  private void refuseUntilAlone() {
    if (historyUntil != null) {
      throw InvalidInputException.of(
          "serve",
          new Problem(
              "--history-until", "history_missing", "no --history", "given with --history"));
    }
  }

  private long untilMillis(EventSchema schema) {
    LocalDate last = historyUntil;
    return last == null
        ? Long.MAX_VALUE
        : last.plusDays(1).atStartOfDay(schema.zone()).toInstant().toEpochMilli() - 1;
  }

  private static RunningService.Setup setup(
      Bundle bundle, BundleArchive archive, DataFolder folder) {
    return new RunningService.Setup(
        bundle,
        archive,
        folder.decisions(),
        System::currentTimeMillis,
        System::nanoTime,
        folder::freeBytes,
        QUEUE_CAPACITY);
  }

  private void loadHistory(Optional<HistoryLoad> load, DataFolder folder) throws IOException {
    if (load.isPresent()) {
      long total = load.get().eventCount();
      try (Progress progress = Progress.of("Loading history", total, err, System::nanoTime)) {
        load.get().into(folder, progress);
      }
    }
  }

  private void fold(RunningService service, EventLog log) {
    try (Progress progress =
        Progress.of("Folding the log", log.lastSequence(), err, System::nanoTime)) {
      service.fold(progress);
    }
  }

  private void awaitStop(RunningService service, DataFolder folder) throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service, folder), "mallguard-stop"));
    out.println("Ready: http://127.0.0.1:" + service.port());
    out.flush();
    never.await();
  }

  /** A JVM that is told to stop exits with 143 unless its hook ends it; stopping is no failure. */
  private void stop(RunningService service, DataFolder folder) {
    int code = 0;
    try {
      service.close();
      folder.close();
      out.println("Stopped");
      out.flush();
    } catch (RuntimeException e) {
      err.println("Could not stop cleanly: " + e.getMessage());
      code = 1;
    }
    Runtime.getRuntime().halt(code);
  }
}
