package io.mallguard.features.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventJson;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.fold.Fold;
import io.mallguard.features.grouped.GroupedFold;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventFolderWriter;
import io.mallguard.features.problem.Problems;
import io.mallguard.features.schema.SchemaReader;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live fold and the grouped fold give the same bits, whatever the blocks and parts. */
class GroupedParityTest {
  private static final int CASES = 120;

  private final Path temp;
  private long compared;
  private long missing;

  GroupedParityTest(@TempDir Path temp) {
    this.temp = temp;
  }

  @Test
  void liveAndGroupedAgreeOnEveryBit() throws IOException {
    for (long seed = 1; seed <= CASES; seed++) {
      RandomCase randomCase = RandomCase.ofAllKinds(seed);
      Spec model = randomCase.spec();
      EventSchema schema = SchemaReader.parse(model.world().yaml(), "schema");
      FeatureSpec spec = SpecReader.parse(SpecYaml.write(model), "spec", schema);
      List<LoggedEvent> log = log(randomCase, schema);
      EventFolder folder = write(temp.resolve("events" + seed), schema, log);
      List<double[]> live = live(spec, log);
      int[][] shapes = {{7, 0}, {64, 7}, {1024, 1}};
      // Some bundles of parts fit into the room, others are folded part by part.
      long roomBytes = log.size() * 8L;
      for (int[] shape : shapes) {
        GroupedFold.StoreFactory stores =
            shape[1] == 7 ? GroupedFold.inFiles(temp, roomBytes) : GroupedFold.inHeap();
        double[][] grouped = GroupedRows.of(folder, spec.plan(), shape[0], shape[1], stores);
        compare(randomCase, spec, live, grouped);
      }
    }
    assertThat(compared).isGreaterThan(1000L * CASES);
    assertThat(compared - missing).isGreaterThan(300L * CASES);
  }

  private void compare(
      RandomCase randomCase, FeatureSpec spec, List<double[]> live, double[][] grouped) {
    for (int row = 0; row < live.size(); row++) {
      for (int column = 0; column < spec.features().size(); column++) {
        double wanted = live.get(row)[column];
        double found = grouped[column][row];
        compared++;
        missing += Double.isNaN(wanted) ? 1 : 0;
        if (Double.doubleToLongBits(wanted) != Double.doubleToLongBits(found)) {
          throw new AssertionError(
              spec.features().get(column).name()
                  + " of row "
                  + row
                  + ": live "
                  + wanted
                  + ", grouped "
                  + found
                  + ", "
                  + randomCase);
        }
      }
    }
  }

  private static List<double[]> live(FeatureSpec spec, List<LoggedEvent> log) {
    Fold fold = new Fold(spec);
    List<double[]> rows = new ArrayList<>();
    for (LoggedEvent event : log) {
      if (event.event().type().scored()) {
        double[] row = new double[spec.features().size()];
        fold.score(event, row);
        rows.add(row);
      } else {
        fold.absorb(event);
      }
    }
    return rows;
  }

  private static EventFolder write(Path dir, EventSchema schema, List<LoggedEvent> log)
      throws IOException {
    try (EventFolderWriter writer = EventFolderWriter.create(dir, schema)) {
      for (LoggedEvent event : log) {
        writer.write(event);
      }
      writer.commit();
    }
    return EventFolder.open(dir);
  }

  private static List<LoggedEvent> log(RandomCase randomCase, EventSchema schema) {
    EventJson json = new EventJson(schema);
    Timeline timeline = new Timeline(randomCase.spec().world(), randomCase.facts());
    List<LoggedEvent> log = new ArrayList<>();
    for (int i = 0; i < timeline.size(); i++) {
      Fact fact = timeline.fact(i);
      Problems problems = new Problems();
      Event event =
          json.read(fact.json(), fact.observedAtMillis(), "", problems, new ArrayList<>())
              .orElseThrow();
      log.add(new LoggedEvent(i + 1L, timeline.foldTimeMillis(i), event));
    }
    return log;
  }
}
