package io.mallguard.training.command;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.MarkedField;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.training.history.RowExtraction;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code features}: an events folder into point-in-time rows. */
@Command(
    name = "features",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Folds an events folder and writes one row of features for every scored event,",
      "each as of just before its event, with the label as known later."
    })
public final class FeaturesCommand implements Callable<Integer> {
  @Option(
      names = "--spec",
      required = true,
      paramLabel = "FILE",
      description = "The feature spec, or cards or mall-cashout for a built-in one.")
  private String spec = "";

  @Option(names = "--events", required = true, paramLabel = "DIR", description = "The events.")
  private Path events = Path.of("");

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "The rows folder.")
  private Path out = Path.of("");

  @Option(
      names = "--label",
      paramLabel = "FIELD",
      description = "The marked field that is the label; needed where there are several.")
  private @Nullable String label;

  @Option(
      names = "--labels-until",
      paramLabel = "DATE",
      description = "Last day, in the schema's zone, on which labels may become known; else all.")
  private @Nullable LocalDate labelsUntil;

  @Spec private @Nullable CommandSpec command;

  /** For picocli. */
  public FeaturesCommand() {}

  @Override
  public Integer call() throws IOException {
    EventFolder folder = EventFolder.open(events);
    FeatureSpec features = NamedInputs.spec(spec, folder.schema());
    long untilMillis =
        labelsUntil == null
            ? Long.MAX_VALUE
            : labelsUntil
                    .plusDays(1)
                    .atStartOfDay(folder.schema().zone())
                    .toInstant()
                    .toEpochMilli()
                - 1;
    String field = label == null ? onlyMarkedField(folder.schema()) : label;
    long rows =
        RowExtraction.of(folder, features, Progress.on(System.err))
            .toFolder(out, field, untilMillis);
    Objects.requireNonNull(command)
        .commandLine()
        .getOut()
        .printf(
            java.util.Locale.ROOT,
            "%,d rows of %d features%nWritten: %s%n",
            rows,
            features.features().size(),
            out);
    return 0;
  }

  private static String onlyMarkedField(EventSchema schema) {
    List<String> marked =
        schema.eventTypes().stream()
            .flatMap(type -> type.markedFields().stream())
            .map(MarkedField::name)
            .distinct()
            .toList();
    if (marked.size() != 1) {
      throw InvalidInputException.of(
          "--label", new Problem("--label", "missing_option", "nothing", "one of " + marked));
    }
    return marked.get(0);
  }
}
