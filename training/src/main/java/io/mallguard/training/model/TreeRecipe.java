package io.mallguard.training.model;

import io.mallguard.scoring.model.CompiledModel;
import io.mallguard.scoring.model.Precision;
import io.mallguard.scoring.model.Side;
import io.mallguard.scoring.model.TreeEnsemble;
import io.mallguard.scoring.model.TreesBuilder;
import java.util.Locale;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;

/**
 * One classification tree (CART, Gini impurity) through Tribuo. A missing value counts as the
 * column's mean. A leaf of one class only has log-odds ±{@code ln(1e7 − 1)}: probabilities are cut
 * to [1e-7, 1 − 1e-7], which keeps them within the parity tolerance.
 *
 * <p>Leo Breiman, Jerome Friedman, Richard Olshen, Charles Stone, <i>Classification and Regression
 * Trees</i>, 1984.
 *
 * @param maxDepth depth of the tree, {@link #UNLIMITED} for none
 * @param minChildWeight least weight of the rows in a leaf
 */
public record TreeRecipe(int maxDepth, double minChildWeight) implements ClassifierRecipe {
  /** No limit on depth. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  private static final double PURE = 1e-7;

  @Override
  public String describe() {
    String depth = maxDepth == UNLIMITED ? "unlimited" : Integer.toString(maxDepth);
    return String.format(
        Locale.ROOT, "tree max_depth=%s min_child_weight=%s", depth, minChildWeight);
  }

  @Override
  public TrainedClassifier train(TrainingRows rows, double fraudWeight, long seed) {
    TwoClasses.check(rows, fraudWeight);
    Standardisation standard = Standardisation.of(rows);
    TribuoRows shown = new TribuoRows(rows, standard::filled);
    TreeModel<Label> model =
        new CARTClassificationTrainer(
                maxDepth, (float) minChildWeight, 0f, 1f, false, new GiniIndex(), seed)
            .train(shown.labelled(fraudWeight, new LabelFactory()));
    int[] columns = shown.columnsById(model.getFeatureIDMap());
    return new TrainedClassifier(
        this, model, new Compiler(columns, standard.means()).compile(model), shown, rows);
  }

  /** Copies the nodes, children first. */
  private static final class Compiler {
    private final int[] columns;
    private final double[] means;
    private final TreesBuilder nodes;

    Compiler(int[] columns, double[] means) {
      this.columns = columns;
      this.means = means;
      this.nodes = new TreesBuilder(means.length);
    }

    CompiledModel compile(TreeModel<Label> model) {
      int root = add(model.getRoot());
      return new TreeEnsemble(Precision.DOUBLE, nodes.build(), new int[] {root}, new int[0]);
    }

    private int add(Node<Label> node) {
      if (node instanceof LeafNode<Label> leaf) {
        return nodes.leaf(logOdds(leaf));
      }
      SplitNode<Label> split = (SplitNode<Label>) node;
      int left = add(split.getLessThanOrEqual());
      int right = add(split.getGreaterThan());
      int column = columns[split.getFeatureID()];
      /* Tribuo goes left at "≤", we at "<": the next double up says the same. */
      double threshold = Math.nextUp(split.splitValue());
      Side missing = means[column] < threshold ? Side.LEFT : Side.RIGHT;
      return nodes.split(column, threshold, left, right, missing);
    }

    private static double logOdds(LeafNode<Label> leaf) {
      Label fraud = leaf.getDistribution().get(TribuoRows.FRAUD.getLabel());
      double probability = fraud == null ? 0 : fraud.getScore();
      double cut = Math.max(PURE, Math.min(1 - PURE, probability));
      return StrictMath.log(cut / (1 - cut));
    }
  }
}
