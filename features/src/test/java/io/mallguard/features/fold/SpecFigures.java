package io.mallguard.features.fold;

import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventReader;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import io.mallguard.features.state.Memory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a spec costs over a log, one thread, live: processor time with reading the log, and the
 * state at the end. Run as {@code SpecFigures EVENTS_FOLDER SPEC_FILE MOST_EVENTS} with the test
 * classes on the class path.
 */
final class SpecFigures {
  private SpecFigures() {}

  public static void main(String[] args) throws IOException {
    EventFolder folder = EventFolder.open(Path.of(args[0]));
    FeatureSpec spec = SpecReader.read(Path.of(args[1]), folder.schema());
    long most = Long.parseLong(args[2]);
    Fold fold = new Fold(spec);
    double[] row = new double[spec.plan().rowSize()];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadCpuTime();
    long events = 0;
    long scored = 0;
    long truncated = 0;
    try (EventReader reader = folder.read()) {
      while (events < most && reader.advance()) {
        LoggedEvent event = reader.current();
        events++;
        if (event.event().type().scored()) {
          fold.score(event, row);
          scored++;
          truncated += fold.rowTruncated() ? 1 : 0;
        } else {
          fold.absorb(event);
        }
      }
    }
    double seconds = (threads.getCurrentThreadCpuTime() - before) / 1e9;
    List<Memory> memories = fold.memories();
    long longs = memories.stream().mapToLong(Memory::endAddress).sum();
    long ofGraphs =
        spec.plan().graph().isEmpty() ? 0 : memories.get(memories.size() - 1).endAddress();
    System.out.println(
        String.format(
            Locale.ROOT,
            "%d columns, %d families, %d graph stores; %d events, %d scored, %d truncated; "
                + "%.1f s, %.2f us per event; state %.0f MB, of graphs %.0f MB",
            row.length,
            spec.plan().families().size(),
            spec.plan().graph().size(),
            events,
            scored,
            truncated,
            seconds,
            seconds * 1e6 / events,
            longs * 8 / 1e6,
            ofGraphs * 8 / 1e6));
  }
}
