package io.mallguard.scoring.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.scoring.Score;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GoldenRowsTest {
  private static final long SEED = 7;

  @Test
  void everyDoubleComesBackAsTheSameBits() throws IOException {
    double[] extremes = {-0.0, Double.MIN_VALUE, -Double.MAX_VALUE, 0.1, 2.0E-3, 1e22, 9e15};
    assertRoundTrip(extremes);
    SplittableRandom random = new SplittableRandom(SEED);
    double[] values = new double[5000];
    for (int i = 0; i < values.length; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      values[i] = Double.isFinite(value) ? value : Double.NaN;
    }
    assertRoundTrip(values);
  }

  private static void assertRoundTrip(double[] values) throws IOException {
    List<String> columns = IntStream.range(0, values.length).mapToObj(i -> "c" + i).toList();
    Score score = new Score(-0.0, Double.MIN_VALUE, Math.nextDown(1.0));
    GoldenRows rows = new GoldenRows(columns, List.of(new GoldenRow(values, score)));
    GoldenRows read = GoldenRowsJson.read(StrictJson.read(StrictJson.write(rows.toJson())), "x");
    assertThat(read.columns()).isEqualTo(columns);
    assertThat(read.rows().get(0).expected().sameBits(score)).isTrue();
    double[] back = read.rows().get(0).values();
    for (int i = 0; i < values.length; i++) {
      assertThat(Double.doubleToLongBits(back[i]))
          .as("%s, seed %d", values[i], SEED)
          .isEqualTo(Double.doubleToLongBits(values[i]));
    }
  }

  @Test
  void aMissingValueIsNull() {
    double[] row = {Double.NaN, 1, 2, 3};
    GoldenRows rows =
        GoldenRows.record(ExampleBundle.COLUMNS, ExampleBundle.scorer(), List.of(row));
    assertThat(rows.toJson().at("/rows/0/values")).hasToString("[null,1.0,2.0,3.0]");
  }

  @Test
  void everyProblemIsToldWithItsPlace() throws IOException {
    String json =
        """
        {"columns": ["a", 5], "rows": [
          {"values": [1], "raw_log_odds": 1, "probability": 0.5, "anomaly_score": 0.5},
          {"values": [1, "x"], "raw_log_odds": 1e999, "probability": 1.5, "anomaly_score": 0.5},
          {"values": [1, null], "raw_log_odds": 1, "probability": 0.5}]}
        """;
    assertThatThrownBy(
            () -> GoldenRowsJson.read(StrictJson.read(json.getBytes(StandardCharsets.UTF_8)), "g"))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::place)
                    .containsExactly(
                        "g/columns/1",
                        "g/rows/0/values",
                        "g/rows/1/values/1",
                        "g/rows/1/raw_log_odds",
                        "g/rows/1",
                        "g/rows/2/anomaly_score"));
  }

  @Test
  void noRowsProveNothingAndAreRefused() {
    assertThatThrownBy(() -> new GoldenRows(List.of("a"), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
