package io.mallguard.training.simulator.mall;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.Field;
import io.mallguard.features.parquet.Column;
import io.mallguard.features.parquet.TableReader;
import io.mallguard.training.progress.Progress;
import io.mallguard.training.simulator.mall.plan.Level;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.simulator.mall.plan.MallSize;
import io.mallguard.training.simulator.mall.truth.TruthFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A small mall in memory: its events in the log's order, and what is known of some of them.
 *
 * @param events all events
 * @param truth by event id
 */
record SmallMall(List<Event> events, Map<String, Truth> truth) {
  /** The smallest mall, of a seed by which all that is rare is in it. */
  static final MallPlan PLAN = new MallPlan(MallSize.XS, Level.DEFAULT, 5, true);

  /** What an event was. */
  record Truth(
      String eventType, boolean isFraud, String typology, String variant, String hardNegative) {}

  static SmallMall of(MallPlan plan, Path temp) throws IOException {
    List<Event> events = new ArrayList<>();
    try (TruthFile file = TruthFile.create(temp, plan)) {
      new MallSimulator(plan).run(events::addAll, file, Progress.silent());
      file.commit("of no folder");
      file.keep();
    }
    return new SmallMall(events, truth(temp));
  }

  private static Map<String, Truth> truth(Path temp) throws IOException {
    List<String> names = TruthFile.COLUMNS.stream().map(Column::name).toList();
    Map<String, Truth> truth = new HashMap<>();
    try (TableReader table = TableReader.open(temp.resolve(TruthFile.NAME), TruthFile.COLUMNS)) {
      while (table.advance()) {
        truth.put(
            String.valueOf(table.text(names.indexOf("event_id"))),
            new Truth(
                String.valueOf(table.text(names.indexOf("event_type"))),
                table.number(names.indexOf("is_fraud")) == 1,
                String.valueOf(table.text(names.indexOf("typology"))),
                String.valueOf(table.text(names.indexOf("variant"))),
                String.valueOf(table.text(names.indexOf("hard_negative_id")))));
      }
    }
    return truth;
  }

  /** The events of a type. */
  List<Event> of(String type) {
    return events.stream().filter(event -> event.type().name().equals(type)).toList();
  }

  boolean isFraud(Event event) {
    Truth found = truth.get(event.id());
    return found != null && found.isFraud();
  }

  /** A text, or empty. */
  static String text(Event event, String field) {
    String text = event.text(event.type().fieldIndex(field));
    return text == null ? "" : text;
  }

  /** A number, or 0. */
  static long number(Event event, String field) {
    long number = event.number(event.type().fieldIndex(field));
    return number == Field.ABSENT ? 0 : number;
  }

  /** A word of an enum, or empty. */
  static String word(Event event, String field) {
    int index = event.type().fieldIndex(field);
    long number = event.number(index);
    return number == Field.ABSENT
        ? ""
        : event.type().fields().get(index).values().get((int) number);
  }
}
