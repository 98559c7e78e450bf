package io.mallguard.features.fold;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.schema.Schemas;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Once the entities are known, an event costs the garbage collector nothing. */
class AllocationTest {
  private static final int EVENTS = 20_000;

  @Test
  void anEventAllocatesNothing() {
    EventSchema schema = Schemas.builtIn("cards");
    FeatureSpec spec = SpecReader.parse(Schemas.specText("cards"), "cards", schema);
    Fold fold = new Fold(spec);
    RandomCards cards = new RandomCards(schema, 3);
    double[] row = new double[spec.features().size()];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    // The first rounds run before the compiler and grow the pages.
    for (int round = 0; round < 20; round++) {
      List<LoggedEvent> events = new ArrayList<>();
      for (int i = 0; i < EVENTS; i++) {
        events.add(cards.next());
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < EVENTS; i++) {
        fold.score(events.get(i), row);
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least / EVENTS).as("bytes per event").isZero();
  }
}
