package io.mallguard.training.pipeline;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.features.problem.Problems;
import io.mallguard.scoring.Scorer;
import io.mallguard.scoring.calibration.LogisticCalibration;
import io.mallguard.scoring.calibration.TailCalibration;
import io.mallguard.training.evaluation.Evaluation;
import io.mallguard.training.model.ClassifierRecipe;
import io.mallguard.training.model.PlattFit;
import io.mallguard.training.model.TrainedClassifier;
import io.mallguard.training.model.TrainedForest;
import io.mallguard.training.model.TrainingRows;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Trains the candidates on the first block, keeps the best on the second, calibrates it on the
 * third and evaluates it on the last. The anomaly model learns from the first block without labels.
 * Every compiled model is proven equal to its Tribuo model on every row of every block.
 */
final class Training {
  private final TrainConfig config;
  private final History history;
  private final Blocks blocks;
  private final Progress progress;

  Training(TrainConfig config, History history, Blocks blocks, Progress progress) {
    this.config = config;
    this.history = history;
    this.blocks = blocks;
    this.progress = progress;
  }

  /** A candidate and how it did on the validation block. */
  record Candidate(TrainedClassifier model, Evaluation validation) {
    double averagePrecision() {
      return validation.measure(Evaluation.AVERAGE_PRECISION).value().orElse(0);
    }
  }

  /** What training gives. */
  record Outcome(
      List<Candidate> candidates,
      Candidate chosen,
      TrainedForest forest,
      Scorer scorer,
      EvaluationReport test) {}

  /**
   * Does it.
   *
   * @throws io.mallguard.features.problem.InvalidInputException if a block has no rows or no fraud
   * @throws io.mallguard.training.model.ParityException if a compiled model differs
   */
  Outcome run() throws IOException {
    TrainingRows train = trainRows();
    checkBlocks(train);
    List<Candidate> candidates = candidates(train);
    Candidate chosen = candidates.get(0);
    for (Candidate one : candidates) {
      chosen = one.averagePrecision() > chosen.averagePrecision() ? one : chosen;
    }
    TrainedForest forest = config.anomaly().train(history.all(blocks.train()), config.seed());
    for (Blocks.Range range : List.of(blocks.validation(), blocks.calibration(), blocks.test())) {
      chosen.model().checkParity(history.all(range));
      forest.checkParity(history.all(range));
    }
    Scorer scorer = scorer(chosen.model(), forest);
    return new Outcome(candidates, chosen, forest, scorer, evaluate(scorer));
  }

  /** What a model could learn from when its delay was over: no label that came later. */
  private TrainingRows trainRows() throws IOException {
    LocalDate known = blocks.train().last().plusDays(config.blocks().delay());
    return history.asKnownOn(known).labelled(blocks.train());
  }

  private void checkBlocks(TrainingRows train) {
    Problems problems = new Problems();
    check("train", blocks.train(), train, problems);
    check("validation", blocks.validation(), problems);
    check("calibration", blocks.calibration(), problems);
    check("test", blocks.test(), problems);
    problems.throwIfAny("events");
  }

  private void check(String name, Blocks.Range range, Problems problems) {
    check(name, range, history.labelled(range), problems);
  }

  private static void check(String name, Blocks.Range range, TrainingRows rows, Problems problems) {
    int fraud = rows.fraudCount();
    if (fraud == 0 || fraud == rows.size()) {
      String found = rows.size() + " labelled rows, " + fraud + " of them fraud";
      String place = name + " block, " + range;
      problems.add(place, "one_class", found, "rows of both kinds; see split and --until");
    }
  }

  private List<Candidate> candidates(TrainingRows train) {
    List<Candidate> candidates = new ArrayList<>();
    try (Progress.Task task = progress.start("Training candidates", config.candidates().size())) {
      for (ClassifierRecipe recipe : config.candidates()) {
        TrainedClassifier model = recipe.train(train, config.fraudWeight(), config.seed());
        Evaluation validation =
            Evaluation.of(
                history.scored(blocks.validation(), model.compiled()::score),
                config.reviewedPerDay());
        candidates.add(new Candidate(model, validation));
        task.step();
      }
    }
    return candidates;
  }

  private Scorer scorer(TrainedClassifier model, TrainedForest forest) {
    TrainingRows rows = history.labelled(blocks.calibration());
    double[] logOdds = new double[rows.size()];
    boolean[] fraud = new boolean[rows.size()];
    for (int i = 0; i < logOdds.length; i++) {
      logOdds[i] = model.compiled().score(rows.row(i));
      fraud[i] = rows.isFraud(i);
    }
    TrainingRows all = history.all(blocks.calibration());
    double[] anomalies = new double[all.size()];
    for (int i = 0; i < anomalies.length; i++) {
      anomalies[i] = forest.compiled().score(all.row(i));
    }
    return new Scorer(
        model.compiled(),
        calibration(logOdds, fraud),
        forest.compiled(),
        TailCalibration.fit(anomalies));
  }

  private LogisticCalibration calibration(double[] logOdds, boolean[] fraud) {
    try {
      return PlattFit.fit(logOdds, fraud);
    } catch (IllegalArgumentException e) {
      Blocks.Range days = blocks.calibration();
      throw InvalidInputException.of(
          "calibration",
          new Problem(
              days.from() + " to " + days.end().minusDays(1),
              "not_calibratable",
              String.valueOf(e.getMessage()),
              "days with both classes on which higher scores mean more fraud: give the"
                  + " calibration block more days, or other candidates"));
    }
  }

  private EvaluationReport evaluate(Scorer scorer) {
    return EvaluationReport.of(
        history,
        scorer,
        blocks.test(),
        new EvaluationReport.Period(
            blocks.train().from(), config.blocks().delay(), config.reviewedPerDay()));
  }
}
