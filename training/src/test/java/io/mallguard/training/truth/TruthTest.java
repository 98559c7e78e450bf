package io.mallguard.training.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventFolderWriter;
import io.mallguard.features.parquet.TableWriter;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.schema.Schemas;
import io.mallguard.training.simulator.mall.plan.Level;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.simulator.mall.plan.MallSize;
import io.mallguard.training.simulator.mall.truth.TruthFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A truth is read beside the events it was written for, and beside no others. */
class TruthTest {
  private static final MallPlan PLAN = new MallPlan(MallSize.XS, Level.DEFAULT, 1, true);

  private final Path temp;

  TruthTest(@TempDir Path temp) {
    this.temp = temp;
  }

  /** An events folder of a built-in schema, without events, and the truth beside it. */
  private EventFolder written(String schema) throws IOException {
    Path events = temp.resolve(schema + "/events");
    try (EventFolderWriter writer = EventFolderWriter.create(events, Schemas.builtIn(schema));
        TruthFile truth = TruthFile.create(temp.resolve(schema + "/truth"), PLAN)) {
      truth.commit(writer.seal());
      writer.commit();
      truth.keep();
    }
    return EventFolder.open(events);
  }

  @Test
  void readsTheTruthOfItsEvents() throws IOException {
    EventFolder events = written("mall");
    assertThat(Truth.read(temp.resolve("mall/truth"), events).plan()).isEqualTo(PLAN);
  }

  @Test
  void aFolderThatMovedKeepsItsTruth() throws IOException {
    written("mall");
    Files.move(temp.resolve("mall/events"), temp.resolve("moved"));
    EventFolder moved = EventFolder.open(temp.resolve("moved"));
    assertThat(Truth.read(temp.resolve("mall/truth"), moved).plan()).isEqualTo(PLAN);
  }

  @Test
  void refusesTheTruthOfOtherEvents() throws IOException {
    EventFolder mall = written("mall");
    EventFolder cards = written("cards");
    assertThatThrownBy(() -> Truth.read(temp.resolve("cards/truth"), mall))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "cards/truth/truth.parquet: found the truth of events with digest " + cards.digest())
        .hasMessageContaining("whose digest is " + mall.digest())
        .hasMessageContaining("[foreign_truth]");
  }

  /** As simulate wrote it before the digest stood in the footer. */
  @Test
  void refusesATruthThatNamesNoEvents() throws IOException {
    EventFolder mall = written("mall");
    Path old = Files.createDirectory(temp.resolve("old"));
    try (TableWriter table =
        TableWriter.create(old.resolve(TruthFile.NAME), TruthFile.COLUMNS, Map.of())) {
      table.commit();
    }
    assertThatThrownBy(() -> Truth.read(old, mall))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("found a truth that does not say of which events it is")
        .hasMessageContaining("simulate again");
  }
}
