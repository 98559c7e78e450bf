package io.mallguard.features.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.fold.Fold;
import io.mallguard.features.fold.FoldSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking ahead changes nothing, whatever was announced and whether or not it then comes. */
class LookAheadTest {
  private static final int CASES = 40;

  @Test
  void aFoldThatLooksAheadHasTheSameBits(@TempDir Path folder) throws IOException {
    for (long seed = 6001; seed <= 6000 + CASES; seed++) {
      RandomCase randomCase = RandomCase.ofAllKinds(seed);
      CaseLog log = CaseLog.of(randomCase);
      SplittableRandom random = new SplittableRandom(seed);
      Fold plain = new Fold(log.spec());
      Fold ahead = new Fold(log.spec());
      double[] expected = new double[log.spec().features().size()];
      double[] row = new double[expected.length];
      List<LoggedEvent> events = log.events();
      for (int i = 0; i < events.size(); i++) {
        if (random.nextInt(8) == 0) {
          int from = Math.min(events.size(), i + random.nextInt(3));
          ahead.expect(events.subList(from, Math.min(events.size(), from + random.nextInt(40))));
        }
        plain.score(events.get(i), expected);
        ahead.score(events.get(i), row);
        assertThat(CaseLog.bits(row))
            .as("event %s of %s", i, randomCase)
            .isEqualTo(CaseLog.bits(expected));
      }
      assertThat(snapshot(ahead, folder)).isEqualTo(snapshot(plain, folder));
    }
  }

  private static byte[] snapshot(Fold fold, Path folder) throws IOException {
    Path file = folder.resolve("snapshot");
    FoldSnapshot.write(fold, 1, file);
    return Files.readAllBytes(file);
  }
}
