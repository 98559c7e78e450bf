package io.mallguard.training.model;

import io.mallguard.scoring.model.CompiledModel;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.xgboost.XGBoostClassificationTrainer;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.common.xgboost.XGBoostTrainer.BoosterType;
import org.tribuo.common.xgboost.XGBoostTrainer.LoggingVerbosity;
import org.tribuo.common.xgboost.XGBoostTrainer.TreeMethod;

/**
 * Gradient-boosted trees by XGBoost through Tribuo. Tribuo always trains one tree per class and
 * round (softmax), where scikit-learn's XGBoost trains one (logistic): the same number of rounds
 * has twice the trees and, the two margins moving apart together, about twice the step in log-odds.
 * A missing value is XGBoost's own missing.
 *
 * <p>Tianqi Chen, Carlos Guestrin, <i>XGBoost: A Scalable Tree Boosting System</i>, KDD 2016.
 *
 * @param rounds boosting rounds
 * @param learningRate shrinkage in (0, 1]
 * @param maxDepth depth of a tree
 * @param minChildWeight least sum of second derivatives in a leaf
 * @param rowShare share of rows drawn per round, in (0, 1]
 * @param columnShare share of columns drawn per tree, in (0, 1]
 * @param lambda L2 penalty on leaves
 */
public record BoostingRecipe(
    int rounds,
    double learningRate,
    int maxDepth,
    double minChildWeight,
    double rowShare,
    double columnShare,
    double lambda)
    implements ClassifierRecipe {
  /** A constant, since it stands in the provenance: the bytes must not depend on the machine. */
  private static final int THREADS = 2;

  @Override
  public String describe() {
    return String.format(
        Locale.ROOT,
        "boosting rounds=%d learning_rate=%s max_depth=%d min_child_weight=%s row_share=%s"
            + " column_share=%s lambda=%s",
        rounds,
        learningRate,
        maxDepth,
        minChildWeight,
        rowShare,
        columnShare,
        lambda);
  }

  @Override
  public TrainedClassifier train(TrainingRows rows, double fraudWeight, long seed) {
    TwoClasses.check(rows, fraudWeight);
    TribuoRows shown = new TribuoRows(rows, UnaryOperator.identity());
    XGBoostModel<Label> model =
        trainer(seed).train(shown.labelled(fraudWeight, new LabelFactory()));
    int[] columns = shown.columnsById(model.getFeatureIDMap());
    int fraud = model.getOutputIDInfo().getID(TribuoRows.FRAUD);
    CompiledModel compiled =
        BoosterCompiler.compile(
            model.getInnerModels().get(0), columns, rows.columns().size(), fraud);
    return new TrainedClassifier(this, model, compiled, shown, rows);
  }

  private XGBoostClassificationTrainer trainer(long seed) {
    return new XGBoostClassificationTrainer(
        BoosterType.GBTREE,
        TreeMethod.HIST,
        rounds,
        learningRate,
        0,
        maxDepth,
        minChildWeight,
        rowShare,
        columnShare,
        lambda,
        0,
        THREADS,
        LoggingVerbosity.SILENT,
        seed);
  }
}
