package io.mallguard.features.spec;

import io.mallguard.features.graph.DenseBlocks.Weight;
import io.mallguard.features.plan.EpochJob;
import io.mallguard.features.plan.EpochJob.Timing;
import io.mallguard.features.plan.GraphRead;
import io.mallguard.features.plan.GraphRead.OfTick;
import io.mallguard.features.spec.GraphEntry.Extras;
import io.mallguard.features.spec.GraphEntry.Whom;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads graph features of kind {@code epoch}: what is worked out once per tick. */
final class EpochReader {
  private static final List<String> ALGORITHMS =
      List.of(
          "fraudar",
          "mzoom",
          "ppr_push",
          "minhash64",
          "alpha_beta_core",
          "catch_sync",
          "flow_scope");
  private static final List<String> BOTH = List.of("from", "to");
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
  private static final long SHORT_LAG_MILLIS = Duration.ofMinutes(10).toMillis();
  private static final long LONG_LAG_MILLIS = Duration.ofHours(2).toMillis();
  private static final int MOST_MODES = 4;

  private final RelatedReader related;
  private final String currency;

  EpochReader(RelatedReader related, String currency) {
    this.related = related;
    this.currency = currency;
  }

  /**
   * What an algorithm reads of which nodes.
   *
   * @param nodes those that can be asked about, the usual one first
   */
  private record Readouts(List<OfTick> reads, List<String> nodes) {}

  List<AggregateReader.Read> read(GraphHead head) {
    YamlMap map = head.map();
    Optional<String> algorithm = map.require("algorithm").flatMap(n -> n.oneOf(ALGORITHMS));
    algorithm.ifPresent(word -> head.written().put("algorithm", word));
    GraphOptions options = new GraphOptions(map, head.written());
    Optional<YamlNode> everyNode = map.require("every");
    long everyMillis = options.duration("every", HOUR_MILLIS);
    long usual = everyMillis <= HOUR_MILLIS ? SHORT_LAG_MILLIS : LONG_LAG_MILLIS;
    long lagMillis = options.duration("lag", Math.min(usual, everyMillis));
    if (lagMillis > everyMillis) {
      String legal = "at most the time between ticks, " + SpecText.window(everyMillis);
      map.get("lag").or(() -> everyNode).ifPresent(n -> n.refuse("beyond_window", legal));
      lagMillis = everyMillis;
    }
    if (algorithm.isEmpty()) {
      GraphReader.KEYS.forEach(map::get);
      return List.of();
    }
    return algorithm.get().equals("ppr_push")
        ? related.readMass(head, everyMillis, lagMillis)
        : read(head, algorithm.get(), options, everyMillis, lagMillis);
  }

  private List<AggregateReader.Read> read(
      GraphHead head, String algorithm, GraphOptions options, long everyMillis, long lagMillis) {
    Readouts readouts = readouts(algorithm);
    String node = options.word("node", readouts.nodes());
    Map<Long, YamlNode> windows = options.durations("window");
    List<OfTick> reads = options.reads(readouts.reads());
    int count =
        switch (algorithm) {
          case "fraudar", "mzoom" -> options.whole("blocks", 1, 100, 3);
          case "minhash64" -> options.whole("min_members", 1, 1_000_000, 5);
          case "flow_scope" -> options.whole("penalty", 0, 100, 4);
          default -> 0;
        };
    int modes = algorithm.equals("mzoom") ? modes(head) : 2;
    GraphEntry.Asked asked = head.asked(node.equals("to") ? Whom.TO : Whom.FROM);
    GraphHead.Grid grid = new GraphHead.Grid(reads.size(), windows.size(), "window");
    List<AggregateReader.Read> columns = new ArrayList<>();
    for (OfTick what : reads) {
      for (long millis : windows.keySet()) {
        EpochJob job = job(algorithm, new Timing(millis, everyMillis, lagMillis), count, modes);
        columns.add(
            head.column(
                grid.part(what, millis, unit(what)),
                new GraphEntry(
                    asked,
                    new GraphShape.Ticked(job),
                    new GraphRead.Ticked(what, node.equals("to") ? 1 : 0),
                    Extras.NONE,
                    millis + everyMillis + lagMillis,
                    false)));
      }
    }
    return columns;
  }

  private static Readouts readouts(String algorithm) {
    return switch (algorithm) {
      case "fraudar", "mzoom" ->
          new Readouts(List.of(OfTick.BLOCK_DENSITY, OfTick.IN_TOP_K, OfTick.PEEL_POSITION), BOTH);
      case "minhash64" -> new Readouts(List.of(OfTick.MAX_JACCARD), List.of("to"));
      case "alpha_beta_core" -> new Readouts(List.of(OfTick.CORE), BOTH);
      case "catch_sync" ->
          new Readouts(List.of(OfTick.SYNCHRONICITY, OfTick.NORMALITY), List.of("from"));
      default -> new Readouts(List.of(OfTick.THROUGHPUT), BOTH);
    };
  }

  /** All edges have as many nodes. */
  private static int modes(GraphHead head) {
    int modes =
        head.edges().edges().stream().mapToInt(edge -> edge.nodes().size()).findFirst().orElse(2);
    if (modes > MOST_MODES) {
      head.edgesPlace().refuse("wrong_length", "edges of at most " + MOST_MODES + " nodes");
      return 2;
    }
    return modes;
  }

  private static EpochJob job(String algorithm, Timing timing, int count, int modes) {
    return switch (algorithm) {
      case "fraudar" -> new EpochJob.Blocks(timing, Weight.BY_RARITY, 2, count);
      case "mzoom" -> new EpochJob.Blocks(timing, Weight.EVENTS, modes, count);
      case "minhash64" -> new EpochJob.Overlap(timing, count);
      case "alpha_beta_core" -> new EpochJob.Core(timing);
      case "catch_sync" -> new EpochJob.Sync(timing);
      default -> new EpochJob.Flow(timing, count);
    };
  }

  private String unit(OfTick what) {
    return switch (what) {
      case BLOCK_DENSITY -> "density";
      case IN_TOP_K -> "rank";
      case CORE -> "neighbours";
      case THROUGHPUT -> currency + " minor units";
      default -> "share";
    };
  }
}
