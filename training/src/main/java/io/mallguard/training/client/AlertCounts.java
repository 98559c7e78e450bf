package io.mallguard.training.client;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.IdHash;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventReader;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many events of a type got which decision, by what later labels said of them: the words of the
 * labels' enums named {@code typology} or {@code verdict}. One owner thread.
 */
public final class AlertCounts {
  private static final List<String> TELLING = List.of("typology", "verdict");
  private static final String SILENT = "no verdict";

  /** t2 before t10. */
  private static final Comparator<String> BY_NUMBER =
      Comparator.comparing(String::length).thenComparing(Comparator.naturalOrder());

  private final Map<Long, String> words = new HashMap<>();
  private final EventType type;

  private AlertCounts(EventType type) {
    this.type = type;
  }

  /** Reads what labels say of the events of a type; the last one counts. */
  public static AlertCounts of(EventFolder folder, EventType type) throws IOException {
    AlertCounts counts = new AlertCounts(type);
    List<EventType> labels =
        folder.schema().eventTypes().stream()
            .filter(label -> label.subject().equals(type.name()))
            .filter(label -> TELLING.stream().anyMatch(word -> label.fieldIndex(word) >= 0))
            .toList();
    try (EventReader events = folder.read(labels)) {
      while (events.advance()) {
        Event label = events.current().event();
        String subject = label.text(label.type().subjectField());
        if (subject != null) {
          counts.words.put(IdHash.of(subject), word(label));
        }
      }
    }
    return counts;
  }

  private static String word(Event label) {
    for (String name : TELLING) {
      int field = label.type().fieldIndex(name);
      if (field >= 0 && label.has(field)) {
        return label.type().fields().get(field).values().get((int) label.number(field));
      }
    }
    return SILENT;
  }

  /** Whether labels say more than yes or no. */
  public boolean isTelling() {
    return !words.isEmpty();
  }

  /** A line per word: all events of the type, and those that were not let pass. */
  public String table(List<Prediction> predictions) {
    Map<String, int[]> byWord = new TreeMap<>(BY_NUMBER);
    for (Prediction prediction : predictions) {
      Event event = prediction.event().event();
      if (event.type().index() == type.index()) {
        String word = words.getOrDefault(event.ownId(), SILENT);
        int[] counts = byWord.computeIfAbsent(word, key -> new int[2]);
        counts[0]++;
        counts[1] += prediction.decision().equals("pass") ? 0 : 1;
      }
    }
    StringBuilder table = new StringBuilder();
    byWord.forEach(
        (word, counts) ->
            table.append(
                String.format(Locale.ROOT, "  %-16s %,6d of %,6d%n", word, counts[1], counts[0])));
    return table.toString();
  }
}
