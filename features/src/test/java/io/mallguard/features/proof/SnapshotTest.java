package io.mallguard.features.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.fold.CatchUp;
import io.mallguard.features.fold.Fold;
import io.mallguard.features.fold.FoldSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fold that was written and restored goes on with the same bits, wherever that happens. */
class SnapshotTest {
  private static final int CASES = 60;

  @Test
  void aRestoredFoldGoesOnWithTheSameBits(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("fold.snapshot");
    int restored = 0;
    for (long seed = 4001; seed <= 4000 + CASES; seed++) {
      RandomCase randomCase = RandomCase.ofAllKinds(seed);
      CaseLog log = CaseLog.of(randomCase);
      SplittableRandom random = new SplittableRandom(seed);
      Fold straight = new Fold(log.spec());
      Fold interrupted = new Fold(log.spec());
      double[] expected = new double[log.spec().features().size()];
      double[] row = new double[expected.length];
      for (LoggedEvent event : log.events()) {
        if (random.nextInt(60) == 0) {
          FoldSnapshot.write(interrupted, event.sequence() - 1, file);
          FoldSnapshot.Restored back = FoldSnapshot.read(log.spec(), file);
          assertThat(back.sequence()).isEqualTo(event.sequence() - 1);
          assertThat(back.fold().foldTimeMillis()).isEqualTo(interrupted.foldTimeMillis());
          interrupted = back.fold();
          restored++;
        }
        straight.score(event, expected);
        interrupted.score(event, row);
        assertThat(CaseLog.bits(row))
            .as("event %s of %s", event.sequence(), randomCase)
            .isEqualTo(CaseLog.bits(expected));
      }
      assertThat(interrupted.unmatchedMarks()).isEqualTo(straight.unmatchedMarks());
    }
    assertThat(restored).isGreaterThan(CASES);
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void theSameLogGivesTheSameBytes(@TempDir Path folder) throws IOException {
    CaseLog log = CaseLog.of(RandomCase.ofAllKinds(4001));
    byte[][] bytes = new byte[2][];
    for (int i = 0; i < bytes.length; i++) {
      Fold fold = new Fold(log.spec());
      log.events().forEach(fold::absorb);
      Path file = folder.resolve("fold" + i);
      FoldSnapshot.write(fold, log.events().size(), file);
      bytes[i] = Files.readAllBytes(file);
    }
    assertThat(bytes[0]).isEqualTo(bytes[1]);
  }

  /** A changed spec catches up in pieces, is stopped once, and takes over. */
  @Test
  void aChangedSpecCatchesUp(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("fold.snapshot");
    for (long seed = 4101; seed <= 4120; seed++) {
      CaseLog log = CaseLog.of(RandomCase.ofAllKinds(seed));
      int half = log.events().size() / 2;
      CatchUp first = CatchUp.fromTheStart(log.spec());
      log.events().subList(0, half).forEach(first::take);
      FoldSnapshot.write(first.takeOver(half), half, file);
      CatchUp second = CatchUp.from(FoldSnapshot.read(log.spec(), file));
      // From a little earlier on: what it has is passed over.
      log.events().subList(half / 2, half + half / 2).forEach(second::take);
      Fold tookOver = second.takeOver(half + half / 2);
      Fold always = new Fold(log.spec());
      log.events().subList(0, half + half / 2).forEach(always::absorb);
      double[] expected = new double[log.spec().features().size()];
      double[] row = new double[expected.length];
      for (LoggedEvent event : log.events().subList(half + half / 2, log.events().size())) {
        always.score(event, expected);
        tookOver.score(event, row);
        assertThat(CaseLog.bits(row)).isEqualTo(CaseLog.bits(expected));
      }
    }
  }
}
