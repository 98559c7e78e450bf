package io.mallguard.training.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.tribuo.Example;
import org.tribuo.Output;
import org.tribuo.Prediction;

/** Two routes to one number: Tribuo's own prediction and the compiled model's. */
final class Parity {
  /** Rows predicted at once; Tribuo copies each batch to native memory. */
  private static final int BATCH = 4096;

  private Parity() {}

  static <T extends Output<T>> double check(
      String what,
      TrainingRows rows,
      Function<List<Example<T>>, List<Prediction<T>>> tribuo,
      Function<double[], Example<T>> example,
      ToDoubleFunction<Prediction<T>> tribuoScore,
      ToDoubleFunction<double[]> compiledScore) {
    double worst = 0;
    for (int from = 0; from < rows.size(); from += BATCH) {
      List<Example<T>> examples = new ArrayList<>(BATCH);
      List<double[]> raw = new ArrayList<>(BATCH);
      for (int i = from; i < Math.min(from + BATCH, rows.size()); i++) {
        Example<T> one = example.apply(rows.row(i));
        if (one.size() > 0) {
          examples.add(one);
          raw.add(rows.row(i));
        }
      }
      List<Prediction<T>> predictions = examples.isEmpty() ? List.of() : tribuo.apply(examples);
      for (int i = 0; i < raw.size(); i++) {
        double theirs = tribuoScore.applyAsDouble(predictions.get(i));
        double ours = compiledScore.applyAsDouble(raw.get(i));
        worst = Math.max(worst, difference(what, theirs, ours));
      }
    }
    return worst;
  }

  private static double difference(String what, double theirs, double ours) {
    double difference = Math.abs(theirs - ours);
    if (!(difference <= TrainedClassifier.TOLERANCE)) {
      throw new ParityException(
          what + ": Tribuo " + theirs + ", compiled " + ours + ", must agree within 1e-6");
    }
    return difference;
  }
}
