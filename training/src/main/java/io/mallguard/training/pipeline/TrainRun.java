package io.mallguard.training.pipeline;

import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.scoring.bundle.BundleWriter;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** One training from events to a bundle that is ready to be written. Immutable. */
public final class TrainRun {
  private final BundleWriter bundle;
  private final String report;

  private TrainRun(BundleWriter bundle, String report) {
    this.bundle = bundle;
    this.report = report;
  }

  /**
   * Trains.
   *
   * @param events the history
   * @param until last day whose events and labels may be used
   * @throws InvalidInputException if configuration and events don't fit each other
   * @throws io.mallguard.training.model.ParityException if a compiled model differs from Tribuo's
   */
  public static TrainRun of(
      TrainConfig config, EventFolder events, LocalDate until, Progress progress)
      throws IOException {
    FeatureSpec spec = SpecNames.read(config.spec(), events.schema());
    config.target().check(events.schema());
    int waitDays = config.target().waitDays(events.schema());
    Blocks blocks = Blocks.endingAt(until, waitDays, config.blocks());
    History history = History.read(events, spec, config.target(), until, progress);
    Training.Outcome outcome = new Training(config, history, blocks, progress).run();
    TrainedBundle filled = new TrainedBundle(config, events, spec, history, blocks, outcome);
    return new TrainRun(filled.fill(until), report(blocks, outcome));
  }

  private static String report(Blocks blocks, Training.Outcome outcome) {
    List<String> lines = new ArrayList<>();
    lines.add("Trained on " + blocks.train() + ", chosen on " + blocks.validation() + ":");
    lines.add(outcome.candidates().get(0).validation().tableHead());
    for (Training.Candidate one : outcome.candidates()) {
      String mark = one.equals(outcome.chosen()) ? "* " : "  ";
      String family = one.model().recipe().describe();
      lines.add(one.validation().tableRow(mark + family.substring(0, family.indexOf(' '))));
    }
    lines.add("Kept: " + outcome.chosen().model().recipe().describe());
    lines.add("Calibrated on " + blocks.calibration() + ", tested on " + blocks.test() + ":");
    lines.add(outcome.test().table());
    return String.join("\n", lines);
  }

  /** The bundle, to be written. */
  public BundleWriter bundle() {
    return bundle;
  }

  /** What a person should read: candidates, choice, evaluation. */
  public String report() {
    return report;
  }
}
