package io.mallguard.training.simulator.mall;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import io.mallguard.training.history.RowExtraction;
import io.mallguard.training.history.RowMatrix;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine folds a simulated mall with the lines of the catalogue. */
@Tag("slow")
class MallFoldTest {
  @Test
  void everyScoredEventHasARow(@TempDir Path temp) throws IOException {
    new MallSimulator(SmallMall.PLAN)
        .writeTo(temp.resolve("events"), temp.resolve("truth"), Progress.silent());
    EventFolder events = EventFolder.open(temp.resolve("events"));
    FeatureSpec spec =
        SpecReader.parse(Schemas.specText("mall-cashout"), "mall-cashout", events.schema());
    RowMatrix rows = RowExtraction.extract(events, spec, "fraud", Long.MAX_VALUE);
    long scored =
        events.schema().eventTypes().stream()
            .filter(type -> type.scored())
            .mapToLong(events::eventCount)
            .sum();
    assertThat(rows.size()).isEqualTo((int) scored);
  }
}
