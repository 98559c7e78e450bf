package io.mallguard.features.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.fold.Fold;
import io.mallguard.features.fold.FoldSnapshot;
import io.mallguard.features.grouped.Backlog;
import io.mallguard.features.grouped.GroupedFold;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventFolderWriter;
import io.mallguard.features.spec.Feature;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Windows, look-ups and graphs in one random spec: live, dry, restored, grouped, and restored and
 * then caught up many events at a time, all give the same bits.
 */
class GraphMixtureTest {
  private static final int CASES = 50;

  private final Path temp;
  private final Map<String, Integer> values = new TreeMap<>();
  private int folders;

  GraphMixtureTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  void allWaysGiveTheSameBits() throws IOException {
    for (long seed = 12001; seed <= 12000 + CASES; seed++) {
      RandomCase randomCase = RandomCase.ofAllKinds(seed);
      CaseLog plain = CaseLog.of(randomCase);
      String text = RandomGraphs.spec(randomCase, new SplittableRandom(seed));
      FeatureSpec spec = SpecReader.parse(text, "seed " + seed, plain.spec().schema());
      check(text, new CaseLog(spec, plain.events()), new SplittableRandom(seed));
    }
    assertThat(values).as("numbers other than 0 by kind").hasSize(RandomGraphs.KINDS + 1);
    assertThat(values.values()).allMatch(count -> count > 50);
  }

  private void check(String text, CaseLog log, SplittableRandom random) throws IOException {
    FeatureSpec spec = log.spec();
    double[][] grouped =
        GroupedRows.of(write(log), spec.plan(), 7 + random.nextInt(90), 2, GroupedFold.inHeap());
    int half = log.events().size() / 3 + random.nextInt(log.events().size() / 3);
    int caughtUp = half + random.nextInt(80);
    Fold live = new Fold(spec);
    Fold restored = live;
    Fold behind = live;
    Backlog backlog = new Backlog(live);
    double[] row = new double[spec.features().size()];
    double[] other = new double[row.length];
    int scored = 0;
    for (int i = 0; i < log.events().size(); i++) {
      LoggedEvent event = log.events().get(i);
      if (i == half) {
        restored = again(live, i, spec);
        behind = again(live, i, spec);
        backlog = new Backlog(behind, 1 + random.nextInt(5_000));
      }
      live.peek(event, other);
      live.score(event, row);
      same(text, "dry", i, row, other);
      if (i >= half) {
        restored.score(event, other);
        same(text, "restored", i, row, other);
      }
      if (i >= half && i < caughtUp) {
        backlog.add(event);
      } else if (i >= caughtUp) {
        backlog.settle();
        behind.score(event, other);
        same(text, "caught up", i, row, other);
      }
      if (event.event().type().scored()) {
        for (int c = 0; c < row.length; c++) {
          other[c] = grouped[c][scored];
        }
        same(text, "grouped", i, row, other);
        scored++;
      }
      count(spec, row);
    }
  }

  private void count(FeatureSpec spec, double[] row) {
    for (Feature feature : spec.features()) {
      String name = feature.name();
      double value = row[feature.index()];
      if (!Double.isNaN(value) && value != 0) {
        values.merge(
            name.startsWith("k") ? name.replaceFirst("_.*", "") : "other", 1, Integer::sum);
      }
    }
  }

  private Fold again(Fold fold, long sequence, FeatureSpec spec) throws IOException {
    Path file = temp.resolve("fold.snapshot");
    FoldSnapshot.write(fold, sequence, file);
    return FoldSnapshot.read(spec, file).fold();
  }

  private static void same(String text, String way, int event, double[] live, double[] other) {
    assertThat(CaseLog.bits(other))
        .as("%s at event %s of%n%s", way, event, text)
        .isEqualTo(CaseLog.bits(live));
  }

  private EventFolder write(CaseLog log) throws IOException {
    Path dir = temp.resolve("events" + folders++);
    try (EventFolderWriter writer = EventFolderWriter.create(dir, log.spec().schema())) {
      for (LoggedEvent event : log.events()) {
        writer.write(event);
      }
      writer.commit();
    }
    return EventFolder.open(dir);
  }
}
