package io.mallguard.service.command;

import io.mallguard.service.audit.LogExport;
import io.mallguard.service.log.DataFolder;
import io.mallguard.service.log.RocksEventLog;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the log as an events folder. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Writes the log as an events folder, with its sequence and fold times.")
final class LogExportCommand implements Callable<Integer> {
  @Option(names = "--data-dir", required = true, description = "Data folder of serve.")
  private Path dataDir = Path.of("");

  @Option(names = "--out", required = true, description = "Events folder to write.")
  private Path outDir = Path.of("");

  private final PrintStream err = System.err;

  @Override
  public Integer call() throws IOException {
    long count;
    try (RocksEventLog log = RocksEventLog.openReadOnly(DataFolder.log(dataDir));
        Progress progress = Progress.of("Exporting", log.lastSequence(), err, System::nanoTime)) {
      count = LogExport.write(log, log.schema(), outDir, progress);
    }
    System.out.println("Wrote " + count + " events to " + outDir);
    return 0;
  }
}
