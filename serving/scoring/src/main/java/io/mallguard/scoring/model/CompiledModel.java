package io.mallguard.scoring.model;

/**
 * A trained model as plain arrays: what serving runs. Immutable and safe for use by many threads.
 *
 * <p>Every family obeys one contract: the score is finite for every row of the right length
 * (missing values and extremes included), the same row gives the same bits, and higher means more
 * suspicious.
 */
public sealed interface CompiledModel permits TreeEnsemble, LinearModel, IsolationForest {
  /** Number of columns a row must have. */
  int inputCount();

  /**
   * Raw score of one row: log-odds for a classifier, a number in [0, 1] for an isolation forest.
   * Allocates nothing.
   *
   * @param row features in spec order, NaN where missing; not changed
   */
  double score(double[] row);
}
