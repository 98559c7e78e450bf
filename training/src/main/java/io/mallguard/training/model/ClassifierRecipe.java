package io.mallguard.training.model;

/**
 * How a two-class model is trained: a family with its settings. Immutable. The same recipe, rows
 * and seed give the same model, byte for byte.
 */
public sealed interface ClassifierRecipe permits BoostingRecipe, LogisticRecipe, TreeRecipe {
  /** Family and settings on one line, for reports. */
  String describe();

  /**
   * Trains and compiles, and proves that both models give the same probabilities on the rows.
   *
   * @param rows rows with both classes
   * @param fraudWeight weight of a fraud row where a legitimate one has 1
   * @param seed of everything random
   * @throws IllegalArgumentException if a class is absent or the weight is not above 0
   * @throws ParityException if compiled and Tribuo model differ
   */
  TrainedClassifier train(TrainingRows rows, double fraudWeight, long seed);
}
