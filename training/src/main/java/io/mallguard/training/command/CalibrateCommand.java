package io.mallguard.training.command;

import io.mallguard.features.parquet.EventFolder;
import io.mallguard.training.calibration.Calibration;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code simulate calibrate}: a simulated mall beside real orders. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Compares order values, hours, repeat behaviour and cancellations of a simulated mall with",
      "the real orders of UCI Online Retail, and writes a page with both and the reasons."
    })
public final class CalibrateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "What simulate wrote.")
  private Path dir = Path.of("");

  @Option(
      names = "--retail",
      required = true,
      paramLabel = "CSV",
      description = "Lines of UCI Online Retail, plain or compressed by gzip.")
  private Path retail = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "calibration.html",
      description = "The page; default: ${DEFAULT-VALUE}.")
  private Path out = Path.of("calibration.html");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    EventFolder events = EventFolder.open(dir.resolve("events"));
    Calibration calibration = Calibration.of(events, retail, Progress.on(System.err));
    calibration.write(out);
    PrintWriter print = Output.of(spec);
    calibration.table().forEach(print::println);
    print.println("Written: " + out);
    print.flush();
    return 0;
  }
}
