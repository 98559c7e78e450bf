package io.mallguard.service.decisions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.graph.CyclePayment;
import io.mallguard.features.graph.MoneyCycle;
import io.mallguard.scoring.Score;
import io.mallguard.scoring.decision.Decision;
import io.mallguard.scoring.decision.PolicyOutcome;
import io.mallguard.scoring.decision.PolicyOutcome.DecidedBy;
import io.mallguard.scoring.decision.PolicyOutcome.Measure;
import io.mallguard.scoring.decision.RiskLevel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DecisionBytesTest {
  private static final String GOLDEN = "decision-v3.hex";

  private static final MoneyCycle CYCLE =
      new MoneyCycle(
          List.of(
              new CyclePayment(11, 1_700_000_000_100L, -5, 6, 9_900, 0),
              new CyclePayment(15, 1_700_000_000_200L, 6, 7, 9_800, 8)),
          9_700,
          900);

  static DecisionRecord example() {
    return example(true, Optional.of(CYCLE));
  }

  private static DecisionRecord example(boolean truncated, Optional<MoneyCycle> cycle) {
    return new DecisionRecord(
        new DecidedEvent(
            17, "transaction", "é-7", 1_700_000_000_000L, 1_700_000_000_500L, 1_700_000_001_000L),
        new double[] {12.5, Double.NaN, -0.0, 1e-300},
        new Score(-2.25, 0.0625, 0.75),
        new PolicyOutcome(
            Decision.HOLD,
            new DecidedBy("threshold", "transaction.hold"),
            "2026-11-01",
            List.of(new Measure("hold", 48)),
            RiskLevel.ELEVATED),
        new Versions("cards", "17", "ab".repeat(32), "cd".repeat(32)),
        List.of(1, 3),
        true,
        truncated,
        cycle);
  }

  @Test
  void aRecordIsReadAsItWasWritten() {
    assertThat(DecisionBytes.read(DecisionBytes.write(example()))).isEqualTo(example());
  }

  @Test
  void recordsOfEarlierVersionsStayReadable() throws IOException {
    DecisionRecord one = example(false, Optional.empty());
    DecisionRecord two = example(true, Optional.empty());
    assertThat(DecisionBytes.read(golden("decision-v1.hex"))).isEqualTo(one);
    assertThat(DecisionBytes.read(golden("decision-v2.hex"))).isEqualTo(two);
    assertThat(DecisionBytes.read(DecisionBytes.write(two))).isEqualTo(two);
    assertThat(two).isNotEqualTo(one).isNotEqualTo(example());
  }

  @Test
  void recordsOfThisVersionStayReadable() throws IOException {
    String hex = HexFormat.of().formatHex(DecisionBytes.write(example()));
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(
          Path.of("src/test/resources/io/mallguard/service/decisions", GOLDEN), hex + "\n");
    }
    assertThat(DecisionBytes.read(golden(GOLDEN))).isEqualTo(example());
    assertThat(hex).isEqualTo(HexFormat.of().formatHex(golden(GOLDEN)));
  }

  private static byte[] golden(String name) throws IOException {
    try (InputStream in = DecisionBytesTest.class.getResourceAsStream(name)) {
      return HexFormat.of()
          .parseHex(new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip());
    }
  }

  @Test
  void aNewerVersionIsNamed() {
    byte[] bytes = DecisionBytes.write(example());
    bytes[0] = 4;
    assertThatThrownBy(() -> DecisionBytes.read(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("decision record of version 4, must be 1 to 3");
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] bytes = DecisionBytes.write(example());
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> DecisionBytes.read(cut))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void anyBytesGiveARecordOrAnIllegalArgument() {
    Random random = new Random(5);
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes = DecisionBytes.write(example());
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(DecisionBytes.read(bytes).predictionId()).startsWith("p_");
      } catch (IllegalArgumentException documented) {
        assertThat(documented).isNotNull();
      }
    }
  }

  @Test
  void anIdIsAFunctionOfTheSequenceAndBack() {
    assertThat(example().predictionId()).isEqualTo("p_0000000000000011");
    assertThat(DecisionRecord.sequenceOf("p_0000000000000011")).hasValue(17);
    assertThat(DecisionRecord.sequenceOf("p_11")).isEmpty();
  }
}
