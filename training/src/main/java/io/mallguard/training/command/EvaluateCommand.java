package io.mallguard.training.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.scoring.bundle.BundleReader;
import io.mallguard.training.file.AtomicFile;
import io.mallguard.training.pipeline.BundleEvaluation;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}: how good a bundle is on a period. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Evaluates a bundle on any period of labelled events.")
public final class EvaluateCommand implements Callable<Integer> {
  @Option(names = "--bundle", required = true, paramLabel = "DIR", description = "Bundle.")
  private Path bundle = Path.of("");

  @Option(names = "--events", required = true, paramLabel = "DIR", description = "Events folder.")
  private Path events = Path.of("");

  @Option(names = "--from", required = true, paramLabel = "DATE", description = "First day.")
  private LocalDate from = LocalDate.EPOCH;

  @Option(names = "--to", required = true, paramLabel = "DATE", description = "Last day.")
  private LocalDate to = LocalDate.EPOCH;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "metrics.json",
      description = "Where the figures go as JSON. Default: ${DEFAULT-VALUE}")
  private Path out = Path.of("metrics.json");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    BundleEvaluation evaluation =
        BundleEvaluation.of(
            BundleReader.read(bundle), EventFolder.open(events), from, to, Progress.on(System.err));
    byte[] json =
        new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(evaluation.toJson());
    AtomicFile.write(out, json);
    PrintWriter print = Output.of(spec);
    print.println(evaluation.table());
    print.println("Figures in " + out);
    print.flush();
    return 0;
  }
}
