package io.mallguard.features.proof;

import io.mallguard.features.proof.Records.Place;
import io.mallguard.features.proof.World.Computed;
import io.mallguard.features.proof.World.EventKind;
import io.mallguard.features.proof.World.FieldModel;
import io.mallguard.features.proof.World.ListModel;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of an event, or of an element of its list, as known at a later place of the log.
 *
 * @param element the list element at hand, or null
 * @param now where marks are known; look-ups and columns are as of the event itself
 */
record At(NaiveOracle oracle, int event, @Nullable Map<String, Object> element, int now)
    implements Names {

  long foldTimeMillis() {
    return oracle.log().foldTimeMillis(event);
  }

  @Override
  public boolean known(String lookUp) {
    return oracle.records().find(lookUp, event) != null;
  }

  @Override
  public @Nullable Object value(String name) {
    int dot = name.indexOf('.');
    if (dot > 0) {
      return lookedUp(name.substring(0, dot), name.substring(dot + 1));
    }
    Fact fact = oracle.log().fact(event);
    EventKind type = oracle.log().type(event);
    if (name.equals("occurred_at")) {
      return fact.occurredAtMillis();
    }
    if (name.equals("observed_at")) {
      return fact.observedAtMillis();
    }
    if (name.equals("fold_time")) {
      return foldTimeMillis();
    }
    if (name.equals(type.marked())) {
      return oracle.isMarked(event, now);
    }
    if (oracle.isColumn(name)) {
      return oracle.column(name, event);
    }
    return field(fact, type, name);
  }

  private @Nullable Object lookedUp(String lookUp, String field) {
    if (lookUp.equals("@subject")) {
      int subject = oracle.records().subject(event);
      return subject < 0 ? null : oracle.at(subject, null, now).value(field);
    }
    Place place = oracle.records().find(lookUp, event);
    return place == null ? null : oracle.at(place.event(), place.element(), now).value(field);
  }

  private @Nullable Object field(Fact fact, EventKind type, String name) {
    for (ListModel list : type.lists()) {
      Object value = element == null ? null : meaning(list.fields(), name, element);
      if (value != null) {
        return value;
      }
    }
    for (Computed computed : type.computed()) {
      if (computed.field().name().equals(name)) {
        return computed.value().apply(fact);
      }
    }
    return meaning(type.fields(), name, fact.data());
  }

  private static @Nullable Object meaning(
      List<FieldModel> fields, String name, Map<String, Object> data) {
    for (FieldModel field : fields) {
      Object value = data.get(name);
      if (field.name().equals(name) && value != null) {
        return field.meaning(value);
      }
    }
    return null;
  }
}
