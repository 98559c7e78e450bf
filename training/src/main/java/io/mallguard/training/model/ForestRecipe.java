package io.mallguard.training.model;

import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.tribuo.anomaly.AnomalyFactory;

/**
 * How the anomaly model is trained: an isolation forest, which sees no labels. Immutable.
 *
 * @param trees number of trees
 * @param sampleSize rows drawn for each tree, without replacement
 */
public record ForestRecipe(int trees, int sampleSize) {
  /** Sizes on one line, for reports. */
  public String describe() {
    return String.format(
        Locale.ROOT, "isolation forest trees=%d sample_size=%d", trees, sampleSize);
  }

  /**
   * Trains and compiles, and proves that both models give the same scores on the rows.
   *
   * @throws ParityException if compiled and Tribuo model differ
   */
  public TrainedForest train(TrainingRows rows, long seed) {
    TribuoRows shown = new TribuoRows(rows, UnaryOperator.identity());
    IsolationForestTrainer trainer =
        new IsolationForestTrainer(trees, sampleSize, seed, rows.until().atOffset(ZoneOffset.UTC));
    IsolationForestModel model =
        trainer.train(
            shown.unlabelled(AnomalyFactory.EXPECTED_EVENT, new AnomalyFactory()), Map.of());
    return new TrainedForest(model, shown, rows);
  }
}
