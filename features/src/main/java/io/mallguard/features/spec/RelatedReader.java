package io.mallguard.features.spec;

import io.mallguard.features.graph.Links;
import io.mallguard.features.graph.SeedRank;
import io.mallguard.features.graph.SeedRank.Reading;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.plan.GraphRead.OfLabels;
import io.mallguard.features.spec.GraphEntry.Asked;
import io.mallguard.features.spec.GraphEntry.Extras;
import io.mallguard.features.spec.GraphEntry.Labels;
import io.mallguard.features.spec.GraphEntry.Whom;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads graph features over what entities have in common: the kinds {@code shared_link}, {@code
 * label_distance} and {@code neighbour_labels}, and what walks from labels need.
 */
final class RelatedReader {
  private static final long WINDOW_MILLIS = Duration.ofDays(90).toMillis();
  private static final long KEEP_MILLIS = Duration.ofDays(365).toMillis();
  private static final int HUB_CAP = 50;
  private static final List<Reading> READINGS = List.of(Reading.values());
  private static final int MAX_HOPS = 8;
  private static final int MAX_BUDGET = 1_000_000;

  private final GraphSets sets;

  RelatedReader(GraphSets sets) {
    this.sets = sets;
  }

  /** The state, and edges between entities. */
  private record State(GraphShape.Related shape, Optional<EdgeSet> deals) {}

  private State state(YamlMap map, Map<String, String> written) {
    Optional<EdgeSet> deals = map.get("deals").flatMap(sets::edges);
    deals.ifPresent(set -> written.put("deals", set.name()));
    GraphOptions options = new GraphOptions(map, written);
    long windowMillis = options.duration("window", WINDOW_MILLIS);
    int cap = options.whole("hub_cap", 1, Links.ENTITY_NEIGHBOURS - 1, HUB_CAP);
    return new State(new GraphShape.Related(windowMillis, cap), deals);
  }

  private Optional<Labels> labels(
      YamlMap map, Map<String, String> written, Optional<SeedRank.Settings> rank) {
    Optional<LabelSet> set = map.require("labels").flatMap(sets::labels);
    set.ifPresent(labels -> written.put("labels", labels.name()));
    long keepMillis = new GraphOptions(map, written).duration("keep", KEEP_MILLIS);
    return set.map(labels -> new Labels(labels, keepMillis, rank));
  }

  /** What an account has in common with others, one column per kind. */
  List<AggregateReader.Read> readShared(GraphHead head) {
    YamlMap map = head.map();
    State state = state(map, head.written());
    GraphOptions options = new GraphOptions(map, head.written());
    boolean current = options.yesNo("include_current", false);
    Optional<YamlNode> via = map.require("via");
    GraphOptions.refuseEmpty(via);
    if (head.about().isEmpty()) {
      map.require("about");
      return List.of();
    }
    Asked asked = head.asked(Whom.BETWEEN);
    List<YamlNode> kinds = via.map(YamlNode::list).orElse(List.of());
    Set<String> known = new TreeSet<>();
    List<AggregateReader.Read> columns = new ArrayList<>();
    for (YamlNode kind : kinds) {
      String word = kind.text().orElse("");
      if (!known.add(word)) {
        kind.refuse("duplicate_name", "a word that stands only once");
        continue;
      }
      GraphHead.Part part =
          new GraphHead.Part(
              kinds.size() > 1 ? "_" + word : "",
              Map.of("via", SpecText.scalar(word)),
              "shared",
              SpecText.window(state.shape().windowMillis()));
      Extras extras =
          new Extras(Optional.empty(), state.deals(), Optional.empty(), Optional.of(kind));
      columns.add(
          head.column(
              part,
              new GraphEntry(
                  asked,
                  state.shape(),
                  new GraphRead.Shared(-1),
                  extras,
                  state.shape().windowMillis(),
                  current)));
    }
    return columns;
  }

  /** Labels around an entity. */
  List<AggregateReader.Read> readLabels(GraphHead head, boolean distance) {
    YamlMap map = head.map();
    State state = state(map, head.written());
    Optional<Labels> labels = labels(map, head.written(), Optional.empty());
    GraphOptions options = new GraphOptions(map, head.written());
    int hops = distance ? options.whole("max_hops", 1, MAX_HOPS, 3) : 1;
    int budget = options.whole("budget", 1, MAX_BUDGET, 5000);
    boolean current = options.yesNo("include_current", false);
    List<OfLabels> reads =
        options.reads(
            distance ? List.of(OfLabels.DISTANCE) : List.of(OfLabels.FRAUD, OfLabels.LABELLED));
    if (labels.isEmpty()) {
      return List.of();
    }
    Asked asked = head.asked(Whom.AMONG);
    String words = SpecText.window(state.shape().windowMillis());
    Extras extras = new Extras(Optional.empty(), state.deals(), labels, Optional.empty());
    long reachMillis = Math.max(state.shape().windowMillis(), labels.get().keepMillis());
    List<AggregateReader.Read> columns = new ArrayList<>();
    for (OfLabels what : reads) {
      String word = GraphOptions.word(what);
      GraphHead.Part part =
          new GraphHead.Part(
              reads.size() > 1 ? "_" + word : "",
              distance ? Map.of() : Map.of("read", word),
              distance ? "hops" : "nodes",
              words);
      GraphRead read = new GraphRead.Near(-1, hops, budget, what);
      columns.add(
          head.column(
              part, new GraphEntry(asked, state.shape(), read, extras, reachMillis, current)));
    }
    return columns;
  }

  /** Where walks from those called fraud stop. */
  List<AggregateReader.Read> readMass(GraphHead head, long everyMillis, long lagMillis) {
    YamlMap map = head.map();
    State state = state(map, head.written());
    GraphOptions options = new GraphOptions(map, head.written());
    double stop = options.number("stop", 0.001, 0.999, 0.15);
    Reading reading = reading(map, head.written());
    double epsilon = options.number("epsilon", 1e-9, 1, reading == Reading.WALKS ? 1e-3 : 1e-6);
    int stopThousandths = (int) Math.rint(stop * 1000);
    SeedRank.Settings walk =
        new SeedRank.Settings(reading, stopThousandths, epsilon, everyMillis, lagMillis);
    Optional<Labels> labels = labels(map, head.written(), Optional.of(walk));
    if (labels.isEmpty()) {
      return List.of();
    }
    GraphEntry entry =
        new GraphEntry(
            head.asked(Whom.FROM),
            state.shape(),
            new GraphRead.Mass(-1),
            new Extras(Optional.empty(), state.deals(), labels, Optional.empty()),
            Math.max(state.shape().windowMillis(), labels.get().keepMillis()),
            false);
    String words = SpecText.window(state.shape().windowMillis());
    String unit = reading == Reading.WALKS ? "walks" : "probability";
    return List.of(head.column(new GraphHead.Part("", Map.of(), unit, words), entry));
  }

  /** The first, unless it says otherwise; the canonical form is that of specs without the word. */
  private static Reading reading(YamlMap map, Map<String, String> written) {
    List<String> words = READINGS.stream().map(GraphOptions::word).toList();
    int found = map.get("read").flatMap(node -> node.oneOf(words)).map(words::indexOf).orElse(0);
    if (found > 0) {
      written.put("read", words.get(found));
    }
    return READINGS.get(found);
  }
}
