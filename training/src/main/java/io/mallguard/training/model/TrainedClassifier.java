package io.mallguard.training.model;

import io.mallguard.scoring.model.CompiledModel;
import java.util.Objects;
import org.tribuo.Example;
import org.tribuo.Model;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;

/** A Tribuo classifier and the compiled model that serves in its place. Immutable. */
public final class TrainedClassifier {
  /** Largest difference in probability between the two that is taken for rounding. */
  public static final double TOLERANCE = 1e-6;

  private final ClassifierRecipe recipe;
  private final Model<Label> tribuo;
  private final CompiledModel compiled;
  private final TribuoRows shown;
  private final TrainingRows trainedOn;

  TrainedClassifier(
      ClassifierRecipe recipe,
      Model<Label> tribuo,
      CompiledModel compiled,
      TribuoRows shown,
      TrainingRows trainedOn) {
    this.recipe = recipe;
    this.tribuo = tribuo;
    this.compiled = compiled;
    this.shown = shown;
    this.trainedOn = trainedOn;
    checkParity(trainedOn);
  }

  /** What it was trained by. */
  public ClassifierRecipe recipe() {
    return recipe;
  }

  /** The model that serves; its score is log-odds. */
  public CompiledModel compiled() {
    return compiled;
  }

  /** The Tribuo model as protobuf, the same bytes for the same rows, recipe and seed. */
  public byte[] tribuoBytes() {
    return TribuoBytes.write(tribuo, trainedOn.until());
  }

  /**
   * Tribuo's own probability of fraud.
   *
   * @param row raw row with at least one value present
   */
  public double tribuoProbability(double[] row) {
    return tribuoProbability(example(row));
  }

  Example<Label> example(double[] row) {
    return shown.example(TribuoRows.LEGIT, row);
  }

  double tribuoProbability(Example<Label> example) {
    return fraudScore(tribuo.predict(example));
  }

  /**
   * Compares both models on every row that has a value.
   *
   * @return the largest difference in probability
   * @throws ParityException if it is above {@link #TOLERANCE}
   */
  public double checkParity(TrainingRows rows) {
    return Parity.check(
        "classifier " + recipe.describe(),
        rows,
        examples -> tribuo.predict(examples),
        row -> shown.example(TribuoRows.LEGIT, row),
        TrainedClassifier::fraudScore,
        row -> probability(compiled.score(row)));
  }

  private static double fraudScore(Prediction<Label> prediction) {
    String fraud = TribuoRows.FRAUD.getLabel();
    return Objects.requireNonNull(prediction.getOutputScores().get(fraud), fraud).getScore();
  }

  private static double probability(double logOdds) {
    return 1 / (1 + StrictMath.exp(-logOdds));
  }
}
