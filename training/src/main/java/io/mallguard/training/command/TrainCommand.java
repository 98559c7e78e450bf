package io.mallguard.training.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.command.CommandFailedException;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.scoring.bundle.Bundle;
import io.mallguard.training.model.ParityException;
import io.mallguard.training.pipeline.TrainConfig;
import io.mallguard.training.pipeline.TrainRun;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code train}: from events to a bundle. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Trains the candidates, chooses, calibrates, evaluates and writes a bundle.")
public final class TrainCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = {
        "Training configuration (YAML), or cards or mall for a built-in one.",
        "Default: the built-in one of the events' schema."
      })
  private @Nullable String config;

  @Option(names = "--events", required = true, paramLabel = "DIR", description = "Events folder.")
  private Path events = Path.of("");

  @Option(
      names = "--until",
      required = true,
      paramLabel = "DATE",
      description = "Last day whose events and labels may be used, such as 2018-08-21.")
  private LocalDate until = LocalDate.EPOCH;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Bundle to write.")
  private Path out = Path.of("");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    long started = System.nanoTime();
    EventFolder folder = EventFolder.open(events);
    TrainRun run = train(NamedInputs.config(config, folder.schema()), folder);
    Bundle bundle = run.bundle().run(run(started)).write(out);
    PrintWriter to = Output.of(spec);
    to.println(run.report());
    to.println("Bundle " + out + ", sha256 " + bundle.sha256());
    to.flush();
    return 0;
  }

  private TrainRun train(TrainConfig read, EventFolder folder) throws IOException {
    try {
      return TrainRun.of(read, folder, until, Progress.on(System.err));
    } catch (ParityException different) {
      throw new CommandFailedException("No bundle was written. " + different.getMessage());
    }
  }

  private static ObjectNode run(long startedNanos) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
    json.put("training_millis", millis).put("java", Runtime.version().toString());
    json.put("processors", Runtime.getRuntime().availableProcessors());
    return json;
  }
}
