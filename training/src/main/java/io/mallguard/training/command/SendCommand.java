package io.mallguard.training.command;

import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.problem.Problems;
import io.mallguard.training.client.AlertCounts;
import io.mallguard.training.client.AlertTable;
import io.mallguard.training.client.Prediction;
import io.mallguard.training.client.PredictionsCsv;
import io.mallguard.training.client.Traffic;
import io.mallguard.training.history.Labels;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code send}: past events to a running service as live traffic. */
@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    showDefaultValues = true,
    description = {
      "Sends the events of a period to a running service, in their order and with their times:",
      "scored events to /predict, labels to /labels. Prints the most suspicious ones."
    })
public final class SendCommand implements Callable<Integer> {
  private static final int ALERTS_SHOWN = 15;
  private static final int MAX_CONNECTIONS = 256;

  @Option(names = "--events", required = true, paramLabel = "DIR", description = "The events.")
  private Path events = Path.of("");

  @Option(names = "--from", required = true, paramLabel = "DATE", description = "First day.")
  private LocalDate from = LocalDate.EPOCH;

  @Option(names = "--to", required = true, paramLabel = "DATE", description = "Last day.")
  private LocalDate to = LocalDate.EPOCH;

  @Option(names = "--url", required = true, description = "The service, http://127.0.0.1:8080.")
  private URI url = URI.create("");

  @Option(names = "--connections", paramLabel = "N", description = "Requests under way at once.")
  private int connections = 1;

  @Option(names = "--out", paramLabel = "FILE", description = "Writes the predictions as CSV.")
  private @Nullable Path out;

  @Spec private @Nullable CommandSpec command;

  /** For picocli. */
  public SendCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    check();
    EventFolder folder = EventFolder.open(events);
    EventSchema schema = folder.schema();
    Traffic traffic =
        new Traffic(folder, startMillis(from, schema), startMillis(to.plusDays(1), schema), url);
    List<Prediction> predictions = traffic.send(connections, Progress.on(System.err));
    PrintWriter words = Objects.requireNonNull(command).commandLine().getOut();
    long duplicates = predictions.stream().filter(Prediction::isDuplicate).count();
    words.printf(
        Locale.ROOT,
        "%,d events scored (%,d of them duplicates), %,d labels and others sent%n",
        predictions.size(),
        duplicates,
        traffic.others());
    printAlerts(folder, predictions, words);
    if (out != null) {
      PredictionsCsv.write(out, predictions);
      words.println("Written: " + out);
    }
    return 0;
  }

  private void check() {
    Problems problems = new Problems();
    if (to.isBefore(from)) {
      problems.add("--to", "out_of_range", "" + to, "a day not before --from " + from);
    }
    if (connections < 1 || connections > MAX_CONNECTIONS) {
      String legal = "a whole number from 1 to " + MAX_CONNECTIONS;
      problems.add("--connections", "out_of_range", "" + connections, legal);
    }
    if (url.getHost() == null || !String.valueOf(url.getScheme()).startsWith("http")) {
      problems.add("--url", "not_a_url", "" + url, "such as http://127.0.0.1:8080");
    }
    problems.throwIfAny("send");
  }

  private static long startMillis(LocalDate day, EventSchema schema) {
    return day.atStartOfDay(schema.zone()).toInstant().toEpochMilli();
  }

  private static void printAlerts(
      EventFolder folder, List<Prediction> predictions, PrintWriter words) throws IOException {
    for (EventType type : folder.schema().eventTypes()) {
      if (type.scored()) {
        AlertCounts counts = AlertCounts.of(folder, type);
        if (counts.isTelling()) {
          words.printf("Alerts by later verdict on type %s, of all events:%n", type.name());
          words.print(counts.table(predictions));
        }
      }
    }
    for (EventType type : folder.schema().eventTypes()) {
      if (type.scored() && !type.markedFields().isEmpty()) {
        String field = type.markedFields().get(0).name();
        Labels labels = Labels.read(folder, field, Long.MAX_VALUE);
        words.printf("Most suspicious of type %s:%n", type.name());
        words.print(AlertTable.render(predictions, folder.schema(), type, labels, ALERTS_SHOWN));
      }
    }
  }
}
