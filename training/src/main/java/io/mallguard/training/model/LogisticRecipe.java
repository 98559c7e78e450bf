package io.mallguard.training.model;

import io.mallguard.scoring.model.CompiledModel;
import io.mallguard.scoring.model.LinearModel;
import java.util.Locale;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.optimisers.AdaGrad;

/**
 * Logistic regression by stochastic gradient descent (AdaGrad) on standardised columns, through
 * Tribuo. No penalty but the number of epochs, where scikit-learn's has an L2 penalty and goes on
 * to the optimum. A missing value counts as the mean.
 *
 * <p>John Duchi, Elad Hazan, Yoram Singer, <i>Adaptive Subgradient Methods</i>, JMLR 12, 2011.
 *
 * @param epochs passes over the rows
 * @param learningRate AdaGrad's initial rate
 * @param batchSize rows per step
 */
public record LogisticRecipe(int epochs, double learningRate, int batchSize)
    implements ClassifierRecipe {
  /** Tribuo's own choice: keeps the first step finite. */
  private static final double EPSILON = 0.1;

  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "logistic epochs=%d learning_rate=%s batch_size=%d",
        epochs,
        learningRate,
        batchSize);
  }

  @Override
  public TrainedClassifier train(TrainingRows rows, double fraudWeight, long seed) {
    TwoClasses.check(rows, fraudWeight);
    Standardisation standard = Standardisation.of(rows);
    TribuoRows shown = new TribuoRows(rows, standard::standardised);
    LinearSGDTrainer trainer =
        new LinearSGDTrainer(
            new LogMulticlass(),
            new AdaGrad(learningRate, EPSILON),
            epochs,
            rows.size(),
            batchSize,
            seed);
    LinearSGDModel model = trainer.train(shown.labelled(fraudWeight, new LabelFactory()));
    CompiledModel compiled = compile(model, shown.columnsById(model.getFeatureIDMap()), standard);
    return new TrainedClassifier(this, model, compiled, shown, rows);
  }

  /* The softmax of two lines is the logistic function of their difference. */
  private static LinearModel compile(
      LinearSGDModel model, int[] columns, Standardisation standard) {
    DenseMatrix weights = model.getWeightsCopy();
    int fraud = model.getOutputIDInfo().getID(TribuoRows.FRAUD);
    int legit = model.getOutputIDInfo().getID(TribuoRows.LEGIT);
    double[] means = standard.means();
    double[] byColumn = new double[means.length];
    for (int id = 0; id < columns.length; id++) {
      byColumn[columns[id]] = weights.get(fraud, id) - weights.get(legit, id);
    }
    double bias = weights.get(fraud, columns.length) - weights.get(legit, columns.length);
    return new LinearModel(bias, byColumn, means, standard.deviations());
  }
}
