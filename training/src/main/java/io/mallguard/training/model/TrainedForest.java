package io.mallguard.training.model;

import io.mallguard.scoring.model.CompiledModel;
import org.tribuo.anomaly.AnomalyFactory;

/** A Tribuo isolation forest and the compiled one that serves in its place. Immutable. */
public final class TrainedForest {
  private final IsolationForestModel tribuo;
  private final CompiledModel compiled;
  private final TribuoRows shown;

  TrainedForest(IsolationForestModel tribuo, TribuoRows shown, TrainingRows trainedOn) {
    this.tribuo = tribuo;
    this.shown = shown;
    int[] columns = shown.columnsById(tribuo.getFeatureIDMap());
    this.compiled = tribuo.forest().rearranged(columns, trainedOn.columns().size());
    checkParity(trainedOn);
  }

  /** The model that serves; its score is in (0, 1], higher is more unusual. */
  public CompiledModel compiled() {
    return compiled;
  }

  /** The Tribuo model as protobuf, the same bytes for the same rows, recipe and seed. */
  public byte[] tribuoBytes() {
    return tribuo.serialize().toByteArray();
  }

  /**
   * Compares both models on every row that has a value.
   *
   * @return the largest difference in score
   * @throws ParityException if it is above {@link TrainedClassifier#TOLERANCE}
   */
  public double checkParity(TrainingRows rows) {
    return Parity.check(
        "isolation forest",
        rows,
        examples -> tribuo.predict(examples),
        row -> shown.example(AnomalyFactory.EXPECTED_EVENT, row),
        prediction -> prediction.getOutput().getScore(),
        compiled::score);
  }
}
