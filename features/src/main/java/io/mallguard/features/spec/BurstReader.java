package io.mallguard.features.spec;

import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.spec.GraphEntry.Extras;
import io.mallguard.features.spec.GraphEntry.Whom;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Reads graph features of kind {@code edge_burst}. */
final class BurstReader {
  private static final long TICK_MILLIS = Duration.ofHours(1).toMillis();

  private BurstReader() {}

  static List<AggregateReader.Read> read(GraphHead head) {
    GraphOptions options = new GraphOptions(head.map(), head.written());
    long tickMillis = options.duration("tick", TICK_MILLIS);
    options.word("read", List.of("chi_square"));
    boolean current = options.yesNo("include_current", true);
    GraphEntry entry =
        new GraphEntry(
            head.asked(Whom.EDGE),
            new GraphShape.Bursts(tickMillis),
            new GraphRead.Burst(),
            Extras.NONE,
            0,
            current);
    String words = SpecText.window(tickMillis);
    return List.of(head.column(new GraphHead.Part("", Map.of(), "chi-squared", words), entry));
  }
}
