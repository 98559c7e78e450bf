package io.mallguard.training.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mallguard.features.SharedFolder;
import java.io.IOException;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class RankingTest {
  @Test
  void theSharedVectorsHold() throws IOException {
    JsonNode file =
        new ObjectMapper().readTree(SharedFolder.file("vectors/drift-vectors.json").toFile());
    int checked = 0;
    for (JsonNode vector : file.path("vectors")) {
      String statistic = vector.path("statistic").asText();
      boolean ours = statistic.equals("auc") || statistic.equals("average_precision");
      if (vector.path("group").asText().equals("ranking") && ours) {
        check(vector, statistic);
        checked++;
      }
    }
    assertThat(checked).isEqualTo(22);
  }

  private static void check(JsonNode vector, String statistic) {
    Sample sample = sample(vector.path("inputs"));
    Ranking ranking = new Ranking(sample.scores, sample.fraud);
    OptionalDouble got =
        statistic.equals("auc")
            ? ranking.areaUnderRoc(once(sample))
            : ranking.averagePrecision(once(sample));
    JsonNode expected = vector.path("expected");
    if (expected.isNull()) {
      assertThat(got).as(vector.path("id").asText()).isEmpty();
    } else {
      double tolerance = 1e-12 + 1e-10 * Math.abs(expected.doubleValue());
      assertThat(got.orElseThrow())
          .as(vector.path("id").asText())
          .isCloseTo(expected.doubleValue(), Offset.offset(tolerance));
    }
  }

  @Test
  void areaUnderRocIsThePairCountOfItsNaiveTwin() {
    Random random = new Random(3);
    for (int round = 0; round < 50; round++) {
      Sample sample = new Sample(40);
      for (int i = 0; i < 40; i++) {
        sample.scores[i] = random.nextInt(8);
        sample.fraud[i] = random.nextInt(3) == 0;
      }
      int[] counts = random.ints(40, 0, 3).toArray();
      OptionalDouble naive = pairCount(sample, counts);
      OptionalDouble got = new Ranking(sample.scores, sample.fraud).areaUnderRoc(counts);
      assertThat(got.isPresent()).isEqualTo(naive.isPresent());
      assertThat(got.orElse(0)).isCloseTo(naive.orElse(0), Offset.offset(1e-12));
    }
  }

  private static OptionalDouble pairCount(Sample sample, int[] counts) {
    double wins = 0;
    double pairs = 0;
    for (int i = 0; i < counts.length; i++) {
      for (int j = 0; j < counts.length; j++) {
        if (sample.fraud[i] && !sample.fraud[j]) {
          double weight = (double) counts[i] * counts[j];
          pairs += weight;
          wins += weight * (1 + Math.signum(sample.scores[i] - sample.scores[j])) / 2;
        }
      }
    }
    return pairs == 0 ? OptionalDouble.empty() : OptionalDouble.of(wins / pairs);
  }

  private static Sample sample(JsonNode inputs) {
    if (inputs.path("labels").isTextual()) {
      return largeSample();
    }
    Sample sample = new Sample(inputs.path("labels").size());
    for (int i = 0; i < sample.scores.length; i++) {
      sample.scores[i] = inputs.path("scores").get(i).doubleValue();
      sample.fraud[i] = inputs.path("labels").get(i).intValue() == 1;
    }
    return sample;
  }

  /* The rule that the vector file gives in words. */
  private static Sample largeSample() {
    Sample sample = new Sample(200_000);
    for (int i = 1; i <= 200_000; i++) {
      double u = (7919L * i % 100003 + 0.5) / 100003;
      double p = u * u * u * 0.05;
      sample.scores[i - 1] = p;
      sample.fraud[i - 1] = (104729L * i % 99991 + 0.5) / 99991 < p;
    }
    return sample;
  }

  private static int[] once(Sample sample) {
    int[] counts = new int[sample.scores.length];
    Arrays.fill(counts, 1);
    return counts;
  }

  private static final class Sample {
    private final double[] scores;
    private final boolean[] fraud;

    Sample(int size) {
      scores = new double[size];
      fraud = new boolean[size];
    }
  }
}
