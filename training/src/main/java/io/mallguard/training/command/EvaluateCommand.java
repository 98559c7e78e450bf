package io.mallguard.training.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.scoring.bundle.BundleReader;
import io.mallguard.training.evaluation.EvaluatedRows;
import io.mallguard.training.file.AtomicFile;
import io.mallguard.training.pipeline.BundleEvaluation;
import io.mallguard.training.pipeline.RuleEvaluation;
import io.mallguard.training.pipeline.RuleSet;
import io.mallguard.training.progress.Progress;
import io.mallguard.training.truth.Truth;
import io.mallguard.training.truth.TruthReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}: how good a bundle or a rule set is on a period. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Evaluates a bundle or a rule set on any period of labelled events.")
public final class EvaluateCommand implements Callable<Integer> {
  @ArgGroup(exclusive = true, multiplicity = "1")
  private Subject subject = new Subject();

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

  @Option(
      names = "--truth",
      paramLabel = "DIR",
      description = "The simulator's truth folder: figures against what really was, too.")
  private @Nullable Path truth;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    EventFolder folder = EventFolder.open(events);
    Optional<Truth> known =
        truth == null ? Optional.empty() : Optional.of(Truth.read(truth, folder));
    Evaluated evaluated = evaluated(folder);
    Optional<TruthReport> report = known.map(of -> TruthReport.of(evaluated.rows(), of));
    ObjectNode json = evaluated.json();
    report.ifPresent(figures -> json.set("against_truth", figures.toJson()));
    AtomicFile.write(
        out, new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(json));
    PrintWriter print = Output.of(spec);
    print.println(evaluated.table());
    report.ifPresent(figures -> print.println("\n" + figures.table()));
    print.println("Figures in " + out);
    print.flush();
    return 0;
  }

  /** What is evaluated. */
  private static final class Subject {
    @Option(names = "--bundle", paramLabel = "DIR", description = "Bundle.")
    private @Nullable Path bundle;

    @Option(
        names = "--rules",
        paramLabel = "FILE",
        description = "A rule set instead, or mall-classic for the built-in one.")
    private @Nullable String rules;
  }

  private record Evaluated(EvaluatedRows rows, ObjectNode json, String table) {}

  private Evaluated evaluated(EventFolder folder) throws IOException {
    Progress progress = Progress.on(System.err);
    if (subject.rules != null) {
      RuleEvaluation rules =
          RuleEvaluation.of(RuleSet.named(subject.rules), folder, from, to, progress);
      return new Evaluated(rules.rows(), rules.toJson(), rules.table());
    }
    Path bundle = Objects.requireNonNull(subject.bundle, "picocli asks for one of the two");
    BundleEvaluation model =
        BundleEvaluation.of(BundleReader.read(bundle), folder, from, to, progress);
    return new Evaluated(model.rows(), model.toJson(), model.table());
  }
}
