package io.mallguard.features.spec;

import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads graph features of kind {@code edge_burst}. */
final class BurstReader {
  private static final long TICK_MILLIS = Duration.ofHours(1).toMillis();

  private BurstReader() {}

  static List<AggregateReader.Read> read(GraphReader.Head head) {
    YamlMap map = head.map();
    long tickMillis =
        map.get("tick").map(n -> n.durationMillis().orElse(TICK_MILLIS)).orElse(TICK_MILLIS);
    map.get("read").ifPresent(node -> node.oneOf(List.of("chi_square")));
    boolean current = map.get("include_current").flatMap(YamlNode::yesNo).orElse(true);
    Map<String, String> written = new LinkedHashMap<>(head.written());
    written.put("tick", SpecText.window(tickMillis));
    written.put("read", "chi_square");
    written.put("include_current", Boolean.toString(current));
    GraphEntry entry =
        new GraphEntry(
            head.edges(),
            head.edgesPlace(),
            new GraphShape.Bursts(tickMillis),
            new GraphRead.Burst(),
            Optional.empty(),
            0,
            current);
    String words = SpecText.window(tickMillis);
    return List.of(GraphReader.column(head, head.name(), entry, written, "chi-squared", words));
  }
}
