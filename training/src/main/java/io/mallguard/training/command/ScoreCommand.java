package io.mallguard.training.command;

import io.mallguard.features.parquet.EventFolder;
import io.mallguard.scoring.bundle.BundleReader;
import io.mallguard.training.pipeline.BatchScoring;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code score}: batch scoring, the same numbers as {@code /predict}. */
@Command(
    name = "score",
    mixinStandardHelpOptions = true,
    description = "Scores every scored event of an events folder into a Parquet file.")
public final class ScoreCommand implements Callable<Integer> {
  @Option(names = "--bundle", required = true, paramLabel = "DIR", description = "Bundle.")
  private Path bundle = Path.of("");

  @Option(names = "--events", required = true, paramLabel = "DIR", description = "Events folder.")
  private Path events = Path.of("");

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "Parquet file.")
  private Path out = Path.of("");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    long count =
        BatchScoring.write(
            BundleReader.read(bundle), EventFolder.open(events), out, Progress.on(System.err));
    PrintWriter print = Output.of(spec);
    print.println(count + " events scored into " + out);
    print.flush();
    return 0;
  }
}
