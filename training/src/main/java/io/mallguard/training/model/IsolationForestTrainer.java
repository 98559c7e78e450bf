package io.mallguard.training.model;

import com.oracle.labs.mlrg.olcut.config.Config;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import io.mallguard.scoring.model.IsolationForest;
import io.mallguard.scoring.model.TreesBuilder;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.Trainer;
import org.tribuo.anomaly.Event;
import org.tribuo.math.la.SparseVector;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.TrainerProvenance;
import org.tribuo.provenance.impl.TrainerProvenanceImpl;

/**
 * Trains an isolation forest without looking at outputs. The paper's sizes are 100 trees of 256
 * rows each, drawn without replacement.
 *
 * <p>Fei Tony Liu, Kai Ming Ting, Zhi-Hua Zhou, <i>Isolation Forest</i>, ICDM 2008. Departures: a
 * split is drawn among the columns that vary in the node, as scikit-learn does, and a missing value
 * (an absent feature) follows the larger side.
 */
public final class IsolationForestTrainer implements Trainer<Event> {
  @Config(description = "Number of trees.")
  private int trees = 100;

  @Config(description = "Rows drawn without replacement for each tree.")
  private int sampleSize = 256;

  @Config(mandatory = true, description = "Seed of everything random.")
  private long seed;

  @Config(mandatory = true, description = "Training time for the provenance.")
  private OffsetDateTime trainedAt = OffsetDateTime.MIN;

  private int invocations;

  /** For Tribuo's configuration system. */
  private IsolationForestTrainer() {}

  /**
   * A trainer.
   *
   * @param trees number of trees, at least 1
   * @param sampleSize rows per tree, at least 2; fewer if the data has fewer
   * @param seed of everything random
   * @param trainedAt what the provenance says about when, since no clock is read
   */
  public IsolationForestTrainer(int trees, int sampleSize, long seed, OffsetDateTime trainedAt) {
    if (trees < 1 || sampleSize < 2) {
      throw new IllegalArgumentException(
          "trees " + trees + " and sample size " + sampleSize + ", must be ≥ 1 and ≥ 2");
    }
    this.trees = trees;
    this.sampleSize = sampleSize;
    this.seed = seed;
    this.trainedAt = trainedAt;
  }

  @Override
  public IsolationForestModel train(Dataset<Event> data, Map<String, Provenance> runProvenance) {
    return train(data, runProvenance, invocations);
  }

  @Override
  public synchronized IsolationForestModel train(
      Dataset<Event> data, Map<String, Provenance> runProvenance, int invocationCount) {
    if (data.size() < 2) {
      throw new IllegalArgumentException("rows " + data.size() + ", must be at least 2");
    }
    setInvocationCount(invocationCount);
    TrainerProvenance provenance = getProvenance();
    invocations++;
    ModelProvenance whole =
        new ModelProvenance(
            IsolationForestModel.class.getName(),
            trainedAt,
            data.getProvenance(),
            provenance,
            runProvenance);
    return new IsolationForestModel(
        "isolation-forest",
        whole,
        data.getFeatureIDMap(),
        data.getOutputIDInfo(),
        grow(matrix(data), invocationCount));
  }

  private IsolationForest grow(double[][] rows, int invocationCount) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < invocationCount; i++) {
      random = random.split();
    }
    int size = Math.min(sampleSize, rows.length);
    TreesBuilder nodes = new TreesBuilder(rows[0].length);
    int[] roots = new int[trees];
    for (int tree = 0; tree < trees; tree++) {
      double[][] sample = IsolationTree.sample(rows, size, random);
      roots[tree] = new IsolationTree(sample, random, nodes).grow();
    }
    return new IsolationForest(size, nodes.build(), roots);
  }

  private static double[][] matrix(Dataset<Event> data) {
    double[][] rows = new double[data.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = row(data.getExample(i), data.getFeatureIDMap());
    }
    return rows;
  }

  /** An example as a dense row by feature id, NaN where a feature is absent. */
  static double[] row(Example<Event> example, ImmutableFeatureMap features) {
    double[] row = new double[features.size()];
    Arrays.fill(row, Double.NaN);
    SparseVector.createSparseVector(example, features, false)
        .forEach(feature -> row[feature.index] = feature.value);
    return row;
  }

  @Override
  public int getInvocationCount() {
    return invocations;
  }

  @Override
  public synchronized void setInvocationCount(int invocationCount) {
    if (invocationCount < 0) {
      throw new IllegalArgumentException(
          "invocation count " + invocationCount + ", must be 0 or more");
    }
    this.invocations = invocationCount;
  }

  @Override
  public TrainerProvenance getProvenance() {
    return new TrainerProvenanceImpl(this);
  }
}
