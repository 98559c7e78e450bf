package io.mallguard.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tribuo.Model;
import org.tribuo.classification.Label;

final class ClassifierRecipeTest {
  private static final TrainingRows ROWS = SyntheticRows.of(2_000, 1);
  private static final TrainingRows FRESH = SyntheticRows.of(3_000, 2);

  static List<ClassifierRecipe> recipes() {
    return List.of(
        new BoostingRecipe(20, 0.3, 4, 1, 0.8, 0.8, 1),
        new LogisticRecipe(5, 1, 1),
        new TreeRecipe(2, 1),
        new TreeRecipe(TreeRecipe.UNLIMITED, 1));
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void compiledAndTribuoModelAgreeOnRowsNeverSeen(ClassifierRecipe recipe) {
    TrainedClassifier trained = recipe.train(ROWS, 1, 7);
    assertThat(trained.checkParity(FRESH)).isLessThanOrEqualTo(1e-6);
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void fraudScoresHigher(ClassifierRecipe recipe) {
    TrainedClassifier trained = recipe.train(ROWS, 1, 7);
    double fraud = 0;
    double legit = 0;
    for (int i = 0; i < FRESH.size(); i++) {
      double score = trained.compiled().score(FRESH.row(i));
      fraud += FRESH.isFraud(i) ? score / FRESH.fraudCount() : 0;
      legit += FRESH.isFraud(i) ? 0 : score / (FRESH.size() - FRESH.fraudCount());
    }
    assertThat(fraud).isGreaterThan(legit + 1);
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void theSameRowsGiveTheSameBytesAndTribuoReadsThem(ClassifierRecipe recipe) throws IOException {
    TrainedClassifier trained = recipe.train(ROWS, 3, 7);
    byte[] bytes = trained.tribuoBytes();
    assertThat(recipe.train(ROWS, 3, 7).tribuoBytes()).isEqualTo(bytes);
    Model<Label> read =
        Model.deserializeFromStream(new ByteArrayInputStream(bytes)).castModel(Label.class);
    assertThat(read.getProvenance().getTrainingTime().toInstant()).isEqualTo(ROWS.until());
    var example = trained.example(FRESH.row(0));
    Label fraud = read.predict(example).getOutputScores().get("fraud");
    assertThat(Objects.requireNonNull(fraud).getScore())
        .isCloseTo(trained.tribuoProbability(example), Offset.offset(0.0));
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void aHeavierFraudWeightRaisesProbabilities(ClassifierRecipe recipe) {
    double light = 0;
    double heavy = 0;
    TrainedClassifier one = recipe.train(ROWS, 1, 7);
    TrainedClassifier ten = recipe.train(ROWS, 10, 7);
    for (int i = 0; i < FRESH.size(); i++) {
      light += one.tribuoProbability(FRESH.row(i));
      heavy += ten.tribuoProbability(FRESH.row(i));
    }
    assertThat(heavy).isGreaterThan(light * (recipe instanceof TreeRecipe ? 0.9 : 1.2));
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void rowsOfOneClassAreRefused(ClassifierRecipe recipe) {
    TrainingRows legit =
        new TrainingRows(List.of("x"), new double[][] {{1}, {2}}, new boolean[2], Instant.EPOCH);
    assertThatThrownBy(() -> recipe.train(legit, 1, 7))
        .hasMessageContaining("fraud rows 0 of 2, must be some but not all");
  }
}
