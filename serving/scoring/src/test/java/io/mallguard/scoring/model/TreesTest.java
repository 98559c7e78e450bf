package io.mallguard.scoring.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class TreesTest {
  @Test
  void aValueEqualToTheThresholdGoesRightAndAMissingOneWhereTheSplitSays() {
    TreesBuilder nodes = new TreesBuilder(1);
    int low = nodes.leaf(-1);
    int high = nodes.leaf(1);
    int root = nodes.split(0, 0.5, low, high, Side.LEFT);
    Trees trees = nodes.build();
    assertThat(trees.leaf(root, new double[] {0.5})).isEqualTo(1);
    assertThat(trees.leaf(root, new double[] {Math.nextDown(0.5)})).isEqualTo(-1);
    assertThat(trees.leaf(root, new double[] {Double.NaN})).isEqualTo(-1);
  }

  @Test
  void inSinglePrecisionAValueIsRoundedBeforeItIsCompared() {
    TreesBuilder nodes = new TreesBuilder(1);
    int low = nodes.leaf(-1);
    int high = nodes.leaf(1);
    int root = nodes.split(0, 0.5, low, high, Side.LEFT);
    Trees trees = nodes.build();
    assertThat(trees.leafInSinglePrecision(root, new double[] {Math.nextDown(0.5)})).isEqualTo(1);
  }

  @Test
  void aSplitIntoLaterNodesIsRefused() {
    TreesBuilder nodes = new TreesBuilder(1);
    nodes.split(0, 1, 0, 1, Side.LEFT);
    assertThatThrownBy(nodes::build).hasMessageContaining("node 0, must split");
  }

  @Test
  void aLeafThatIsNotFiniteIsRefused() {
    TreesBuilder nodes = new TreesBuilder(1);
    nodes.leaf(Double.NaN);
    assertThatThrownBy(nodes::build).hasMessageContaining("leaf 0 is NaN");
  }
}
