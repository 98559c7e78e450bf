package io.mallguard.service.command;

import io.mallguard.scoring.bundle.BundleReader;
import io.mallguard.service.audit.Replay;
import io.mallguard.service.decisions.BundleArchive;
import io.mallguard.service.log.DataFolder;
import io.mallguard.service.log.RocksEventLog;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The audit: every logged row and score computed again. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    description = {
      "Folds the log again and computes every logged row, score and decision anew.",
      "Exits with 1 if anything comes out otherwise, to the last bit."
    })
final class ReplayCommand implements Callable<Integer> {
  @Option(names = "--data-dir", required = true, description = "Data folder of serve.")
  private Path dataDir = Path.of("");

  @Option(
      names = "--bundle",
      description = "Bundle that decided, where the data folder's own copy is gone.")
  private @Nullable Path bundleDir;

  private final PrintStream err = System.err;

  @Override
  public Integer call() {
    BundleArchive archive = new BundleArchive(DataFolder.bundles(dataDir));
    Optional.ofNullable(bundleDir).map(BundleReader::read).ifPresent(archive::add);
    Replay.Report report;
    try (RocksEventLog log = RocksEventLog.openReadOnly(DataFolder.log(dataDir));
        Progress progress = Progress.of("Replaying", log.lastSequence(), err, System::nanoTime)) {
      report = new Replay(log, archive::bundle).run(progress);
    }
    System.out.println(
        "Events "
            + report.eventCount()
            + ", decisions "
            + report.decisionCount()
            + ", differing "
            + report.differingCount());
    report.differences().forEach((what, count) -> System.out.println("  " + what + ": " + count));
    return report.differingCount() == 0 ? 0 : 1;
  }
}
