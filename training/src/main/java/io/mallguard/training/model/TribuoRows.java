package io.mallguard.training.model;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.MutableDataset;
import org.tribuo.Output;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Rows as Tribuo sees them: named features, where a missing value is an absent feature (a zero is
 * present). Tribuo orders features by name, so everything that comes back by feature id goes
 * through {@link #columnsById}.
 */
final class TribuoRows {
  static final Label FRAUD = new Label("fraud");
  static final Label LEGIT = new Label("legit");

  private final TrainingRows rows;
  private final UnaryOperator<double[]> presented;

  /**
   * Rows for one family.
   *
   * @param presented what the family is shown for a raw row
   */
  TribuoRows(TrainingRows rows, UnaryOperator<double[]> presented) {
    this.rows = rows;
    this.presented = presented;
  }

  /** The rows with their labels, fraud rows weighted. */
  MutableDataset<Label> labelled(double fraudWeight, OutputFactory<Label> factory) {
    return dataset(factory, i -> rows.isFraud(i) ? FRAUD : LEGIT, fraudWeight);
  }

  /** The rows with one output for all. */
  <T extends Output<T>> MutableDataset<T> unlabelled(T output, OutputFactory<T> factory) {
    return dataset(factory, i -> output, 1);
  }

  private <T extends Output<T>> MutableDataset<T> dataset(
      OutputFactory<T> factory, IntFunction<T> output, double fraudWeight) {
    OffsetDateTime until = OffsetDateTime.ofInstant(rows.until(), ZoneOffset.UTC);
    MutableDataset<T> dataset =
        new MutableDataset<>(
            new SimpleDataSourceProvenance("mallguard rows", until, factory), factory);
    for (int i = 0; i < rows.size(); i++) {
      Example<T> example = example(output.apply(i), rows.row(i));
      if (example.size() > 0) {
        example.setWeight(rows.isFraud(i) ? (float) fraudWeight : 1f);
        dataset.add(example);
      }
    }
    return dataset;
  }

  /** One row as an example; it has no feature if every value is missing. */
  <T extends Output<T>> Example<T> example(T output, double[] row) {
    double[] shown = presented.apply(row);
    List<String> names = new ArrayList<>(shown.length);
    double[] values = new double[shown.length];
    for (int column = 0; column < shown.length; column++) {
      if (!Double.isNaN(shown[column])) {
        values[names.size()] = shown[column];
        names.add(rows.columns().get(column));
      }
    }
    String[] present = names.toArray(String[]::new);
    return new ArrayExample<>(output, present, Arrays.copyOf(values, present.length));
  }

  /** The column of each of Tribuo's feature ids. */
  int[] columnsById(ImmutableFeatureMap features) {
    int[] columns = new int[features.size()];
    for (int id = 0; id < columns.length; id++) {
      columns[id] = rows.columns().indexOf(features.get(id).getName());
    }
    return columns;
  }
}
