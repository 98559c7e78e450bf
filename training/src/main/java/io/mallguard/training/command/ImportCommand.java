package io.mallguard.training.command;

import io.mallguard.training.history.HistoryImport;
import io.mallguard.training.history.ImportReport;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code import}: any CSV or Parquet into an events folder, by a DuckDB query. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Turns CSV or Parquet into an events folder.",
      "",
      "The DuckDB query's columns are the schema's fields, occurred_at, and where wanted event_id,",
      "event_type, observed_at and sequence. A column named like a field that becomes known later",
      "(such as fraud) turns into later events. docs/import.md has an example."
    })
public final class ImportCommand implements Callable<Integer> {
  @Option(names = "--sql", required = true, paramLabel = "FILE", description = "The DuckDB query.")
  private Path sql = Path.of("");

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "What stands for $${input} in the query.")
  private @Nullable Path input;

  @Option(
      names = "--schema",
      required = true,
      paramLabel = "FILE",
      description = "The event schema, or cards for the built-in one.")
  private String schema = "";

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "The events folder.")
  private Path out = Path.of("");

  @Option(names = "--overwrite", description = "Replaces an events folder that is there.")
  private boolean overwrite;

  @Spec private @Nullable CommandSpec spec;

  /** For picocli. */
  public ImportCommand() {}

  @Override
  public Integer call() throws IOException {
    HistoryImport history =
        HistoryImport.of(
            sql, Optional.ofNullable(input), NamedInputs.schema(schema), Progress.on(System.err));
    ImportReport report = overwrite ? history.over(out) : history.into(out);
    PrintWriter words = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    report
        .eventCounts()
        .forEach(
            (type, count) -> words.printf(java.util.Locale.ROOT, "%s: %,d events%n", type, count));
    if (report.droppedDuplicates() > 0) {
      words.printf(
          java.util.Locale.ROOT,
          "%,d rows said again what an earlier one said%n",
          report.droppedDuplicates());
    }
    words.println("Written: " + out);
    return 0;
  }
}
