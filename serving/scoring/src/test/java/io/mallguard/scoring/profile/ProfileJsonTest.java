package io.mallguard.scoring.profile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProfileJsonTest {
  private static final double[] VALUES = {
    -7, -0.0, 0.1, 0.1, 1e-300, 2.0 / 3, 1e22, Double.NaN, Double.POSITIVE_INFINITY
  };

  @Test
  void whatIsReadIsWhatWasWritten() {
    SplittableRandom random = new SplittableRandom(17);
    for (int round = 0; round < 40; round++) {
      double[] values = ProfileFixture.column(random, random.nextInt(3000));
      byte[] bytes = ProfileJson.write(ProfileFixture.of(values));
      assertThat(ProfileJson.write(ProfileJson.read(bytes, "profile"))).isEqualTo(bytes);
    }
  }

  @Test
  void theBytesAreThoseOfTheGoldenFile() throws IOException {
    Path file = Path.of("src/test/resources/io/mallguard/scoring/profile/profile-1.json");
    if (Boolean.getBoolean("golden.write")) {
      Files.write(file, ProfileJson.write(ProfileFixture.of(VALUES)));
    }
    byte[] golden = Files.readAllBytes(file);
    assertThat(new String(ProfileJson.write(ProfileFixture.of(VALUES)), UTF_8))
        .isEqualTo(new String(golden, UTF_8));
    ReferenceProfile read = ProfileJson.read(golden, "profile-1.json");
    assertThat(read.features().get(0).importance()).hasValue(0.1);
    assertThat(read.features().get(0).infinite()).isEqualTo(1);
    assertThat(read.thresholds()).extracting(Threshold::atOrAbove).containsExactly(2L, 1L);
  }

  @Test
  void everyProblemIsReportedAtOnceWithItsPlace() {
    String broken =
        text()
            .replace("\"format_version\" : 1", "\"format_version\" : 2, \"colour\" : 3")
            .replace("\"missing\" : 1", "\"missing\" : -1")
            .replace("\"importance\" : 0.1", "\"importance\" : 1.5")
            .replace("\"mean\" : 0.2,", "\"mean\" : \"low\",")
            .replace("\"probability\" : 0.9", "\"probability\" : 9");
    InvalidInputException failure = failure(broken);
    assertThat(failure.problems())
        .extracting(Problem::place)
        .contains(
            "/colour",
            "/format_version",
            "/features/0/missing",
            "/features/0/importance",
            "/anomaly/mean",
            "/thresholds/1/probability");
  }

  @Test
  void countersThatDoNotFitTheirKnotsAreRefused() {
    assertThat(failure(text().replace("\"cells\" : [ 0,", "\"cells\" : [")).problems())
        .extracting(Problem::code)
        .contains("wrong_length");
    assertThat(failure(text().replace("\"minimum\" : -7.0", "\"minimum\" : 3e22")).problems())
        .extracting(Problem::code)
        .contains("out_of_range");
    assertThat(failure(text().replace("\"name\" : \"reject\"", "\"name\" : \"review\"")).problems())
        .extracting(Problem::code)
        .contains("duplicate");
  }

  @Test
  void whatIsNoJsonIsRefused() {
    for (String text : List.of("", "nonsense", "[]", "null", text() + "{}", "{\"format\":1,")) {
      assertThatThrownBy(() -> ProfileJson.read(text.getBytes(UTF_8), "profile"))
          .isInstanceOf(InvalidInputException.class);
    }
  }

  @Test
  void anyBytesGiveAProfileOrADocumentedProblem() {
    byte[] good = text().getBytes(UTF_8);
    SplittableRandom random = new SplittableRandom(23);
    int refused = 0;
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes = good.clone();
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        bytes[random.nextInt(bytes.length)] = pick(random, good);
      }
      int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
      try {
        ReferenceProfile read = ProfileJson.read(Arrays.copyOf(bytes, length), "fuzz");
        ProfileJson.read(ProfileJson.write(read), "again");
      } catch (InvalidInputException documented) {
        refused++;
      }
    }
    assertThat(refused).isBetween(2_500, 4_999);
  }

  private static byte pick(SplittableRandom random, byte[] good) {
    return random.nextBoolean() ? (byte) random.nextInt(256) : good[random.nextInt(good.length)];
  }

  private static InvalidInputException failure(String text) {
    assertThat(text).isNotEqualTo(text());
    return catchThrowableOfType(
        InvalidInputException.class, () -> ProfileJson.read(text.getBytes(UTF_8), "profile"));
  }

  private static String text() {
    return new String(ProfileJson.write(ProfileFixture.of(VALUES)), UTF_8);
  }
}
