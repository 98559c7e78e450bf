package io.mallguard.features.spec;

import io.mallguard.features.spec.GraphEntry.Asked;
import io.mallguard.features.spec.GraphEntry.Whom;
import io.mallguard.features.yaml.YamlMap;
import io.mallguard.features.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What all kinds of graph features have.
 *
 * @param edges the events the state is made of
 * @param about what events ask about, if not about their own edges
 * @param written the canonical form so far
 */
record GraphHead(
    YamlMap map,
    String name,
    YamlNode place,
    boolean inRow,
    EdgeSet edges,
    YamlNode edgesPlace,
    List<EdgeSet.Edge> about,
    Map<String, String> written) {

  /** One column of several: what its name says beside that of the entry, and what it has. */
  record Part(String suffix, Map<String, String> written, String unit, String windowWords) {}

  /**
   * What several readouts over several windows have in common.
   *
   * @param reads how many readouts there are
   * @param windows how many windows
   * @param windowKey the key that lists the windows
   */
  record Grid(int reads, int windows, String windowKey) {
    /** The column of a readout over a window: named after what there are several of. */
    Part part(Enum<?> read, long millis, String unit) {
      String words = SpecText.window(millis);
      String word = GraphOptions.word(read);
      return new Part(
          (reads > 1 ? "_" + word : "") + (windows > 1 ? "_" + words : ""),
          Map.of(windowKey, words, "read", word),
          unit,
          words);
    }
  }

  /** Who asks; with a problem if an event would ask about several. */
  Asked asked(Whom whom) {
    Asked asked = new Asked(edges, edgesPlace, whom, about);
    List<EdgeSet.Edge> all = new ArrayList<>(asked.own());
    all.addAll(about);
    boolean alone =
        whom == Whom.EDGE ? !EdgeSet.repeatsType(all) : EdgeSet.agrees(all, whom != Whom.TO);
    if (!alone) {
      edgesPlace.refuse("ambiguous_key", legal(whom));
    }
    boolean needsFrom = whom != Whom.TO;
    boolean needsTo = whom == Whom.EDGE || whom == Whom.TO || whom == Whom.BETWEEN;
    for (EdgeSet.Edge edge : about) {
      if (needsFrom && edge.from().isNone()) {
        edge.place().refuse("missing_key", "given: from");
      }
      if (needsTo && edge.to().isNone()) {
        edge.place().refuse("missing_key", "given: to");
      }
    }
    return asked;
  }

  private static String legal(Whom whom) {
    return switch (whom) {
      case EDGE -> "edges of which every event is at most one, or one under about";
      case TO -> "edges of which all of an event reach the same node";
      default -> "edges of which all of an event leave the same node";
    };
  }

  /** A column of the entry. */
  AggregateReader.Read column(Part part, GraphEntry entry) {
    String own = name + part.suffix();
    ColumnDraft column = new ColumnDraft.Graph(own, inRow, place, entry);
    Map<String, String> all = new LinkedHashMap<>(written);
    all.putAll(new TreeMap<>(part.written())); // Map.of has another order in every process
    return new AggregateReader.Read(own, column, List.of(), all, part.unit(), part.windowWords());
  }
}
