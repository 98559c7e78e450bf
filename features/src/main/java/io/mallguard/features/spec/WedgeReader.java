package io.mallguard.features.spec;

import io.mallguard.features.graph.Wedges;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.plan.GraphRead.OfWedge;
import io.mallguard.features.plan.GraphStore.Ends;
import io.mallguard.features.spec.GraphEntry.Extras;
import io.mallguard.features.spec.GraphEntry.Whom;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads graph features of kind {@code wedge}. */
final class WedgeReader {
  private static final List<String> ENDS = List.of("from", "to", "both");
  private static final int DEGREE_CAP = 20;

  private WedgeReader() {}

  static List<AggregateReader.Read> read(GraphHead head) {
    GraphOptions options = new GraphOptions(head.map(), head.written());
    Optional<Ends> ends =
        head.map()
            .require("ends")
            .flatMap(node -> node.oneOf(ENDS))
            .map(word -> Ends.valueOf(word.toUpperCase(Locale.ROOT)));
    ends.ifPresent(word -> head.written().put("ends", GraphOptions.word(word)));
    String node = options.word("node", nodes(ends));
    Map<Long, YamlNode> windows = options.durations("window");
    int cap = options.whole("degree_cap", 1, Wedges.MIDDLES, DEGREE_CAP);
    boolean current = options.yesNo("include_current", false);
    List<OfWedge> reads = options.reads(OfWedge.values());
    if (ends.isEmpty()) {
      return List.of();
    }
    GraphEntry.Asked asked = head.asked(node.equals("to") ? Whom.TO : Whom.FROM);
    boolean back = ends.get() == Ends.BOTH && node.equals("to");
    GraphHead.Grid grid = new GraphHead.Grid(reads.size(), windows.size(), "window");
    List<AggregateReader.Read> columns = new ArrayList<>();
    for (OfWedge what : reads) {
      for (long millis : windows.keySet()) {
        String unit = what == OfWedge.COUNT ? "wedges" : "middles";
        columns.add(
            head.column(
                grid.part(what, millis, unit),
                new GraphEntry(
                    asked,
                    new GraphShape.Wedged(millis, cap, ends.get()),
                    new GraphRead.Wedge(what, back),
                    Extras.NONE,
                    millis,
                    current)));
      }
    }
    return columns;
  }

  /** Only ends can be asked about. */
  private static List<String> nodes(Optional<Ends> ends) {
    return ends.filter(e -> e != Ends.BOTH)
        .map(e -> List.of(GraphOptions.word(e)))
        .orElse(List.of("from", "to"));
  }
}
