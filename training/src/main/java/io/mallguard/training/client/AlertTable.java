package io.mallguard.training.client;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventSchema;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.Field;
import io.mallguard.training.history.Labels;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The most suspicious predictions as a table of text. */
public final class AlertTable {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

  private static final int MOST_FIELDS = 3;

  private AlertTable() {}

  /**
   * Renders the predictions with the highest scores.
   *
   * @param type the type whose predictions are shown
   * @param labels what became known later
   * @param rows how many at most
   */
  public static String render(
      List<Prediction> predictions, EventSchema schema, EventType type, Labels labels, int rows) {
    List<List<String>> table = new ArrayList<>();
    table.add(header(type));
    predictions.stream()
        .filter(prediction -> prediction.event().event().type().index() == type.index())
        .sorted(Comparator.comparingDouble(Prediction::score).reversed())
        .limit(rows)
        .map(prediction -> cells(prediction, schema, labels))
        .forEach(table::add);
    return aligned(table);
  }

  private static List<String> header(EventType type) {
    List<String> cells = new ArrayList<>(List.of("time"));
    shown(type).forEach(field -> cells.add(type.fields().get(field).name()));
    cells.addAll(List.of("score", "decision", "later label"));
    return cells;
  }

  /** Who and how much: the first fields that say it, since a table must fit a screen. */
  private static List<Integer> shown(EventType type) {
    List<Integer> shown = new ArrayList<>();
    for (int i = 0; i < type.fields().size() && shown.size() < MOST_FIELDS; i++) {
      Field.Kind kind = type.fields().get(i).kind();
      if (kind == Field.Kind.ENTITY || kind == Field.Kind.MONEY) {
        shown.add(i);
      }
    }
    return shown;
  }

  private static List<String> cells(Prediction prediction, EventSchema schema, Labels labels) {
    Event event = prediction.event().event();
    List<String> cells = new ArrayList<>();
    cells.add(TIME.format(Instant.ofEpochMilli(event.occurredAtMillis()).atZone(schema.zone())));
    for (int field : shown(event.type())) {
      cells.add(value(event, field));
    }
    cells.add(String.format(Locale.ROOT, "%.4f", prediction.score()));
    cells.add(prediction.decision());
    byte label = labels.of(event);
    cells.add(label < 0 ? "unknown" : label == 1 ? "fraud" : "legit");
    return cells;
  }

  private static String value(Event event, int field) {
    if (!event.has(field)) {
      return "";
    }
    return event.type().fields().get(field).kind() == Field.Kind.MONEY
        ? String.valueOf(event.number(field))
        : String.valueOf(event.text(field));
  }

  private static String aligned(List<List<String>> table) {
    StringBuilder text = new StringBuilder();
    for (List<String> row : table) {
      for (int i = 0; i < row.size(); i++) {
        int column = i;
        int width = table.stream().mapToInt(r -> r.get(column).length()).max().orElse(0);
        text.append("  ").append(row.get(i)).append(" ".repeat(width - row.get(i).length()));
      }
      text.append(System.lineSeparator());
    }
    return text.toString();
  }
}
