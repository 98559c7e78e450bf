package io.mallguard.training.command;

import io.mallguard.training.drift.MonthlyReport;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code drift}: the monthly report. */
@Command(
    name = "drift",
    description = {
      "Compares a month of decisions with the data the bundle was trained with.",
      "Writes drift-YYYY-MM.html and drift-YYYY-MM.json."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Keep the model",
      "10:Attention: something is worth watching",
      "11:Action needed",
      "1:The report could not be written",
      "2:Wrong usage or input"
    },
    mixinStandardHelpOptions = true)
public final class DriftCommand implements Callable<Integer> {
  @Option(names = "--bundle", required = true, description = "The bundle that decided.")
  private Path bundle = Path.of("");

  @Option(
      names = "--decisions",
      required = true,
      description = "Folder of decision records, one Parquet file per day.")
  private Path decisions = Path.of("");

  @Option(
      names = "--month",
      required = true,
      paramLabel = "YYYY-MM",
      description = "Calendar month in the schema's time zone.")
  private String month = "";

  @Option(names = "--out", required = true, description = "Folder for the report.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws IOException {
    long startNanos = System.nanoTime();
    MonthlyReport report = MonthlyReport.of(bundle, decisions, month, Progress.on(System.err));
    report.write(out);
    System.out.println(report.headline());
    System.out.println(out.resolve(report.name() + ".html"));
    System.out.println(out.resolve(report.name() + ".json"));
    report.writeRun(out, System.nanoTime() - startNanos);
    return report.exitCode();
  }
}
