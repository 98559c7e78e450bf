package io.mallguard.features.proof;

import io.mallguard.features.proof.World.LookUp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Look-ups by the definitions: scans the log for the record an event finds. */
final class Records {
  private final NaiveOracle oracle;
  private final Spec spec;
  private final Timeline log;
  private final Map<String, Optional<Place>> found = new HashMap<>();

  /** Where a record came from. */
  record Place(int event, @Nullable Map<String, Object> element) {}

  Records(NaiveOracle oracle, Spec spec, Timeline log) {
    this.oracle = oracle;
    this.spec = spec;
    this.log = log;
  }

  /** The record that an event finds, or null. */
  @Nullable Place find(String lookUp, int event) {
    String memo = lookUp + " " + event;
    Optional<Place> known = found.get(memo);
    if (known == null) {
      known = Optional.ofNullable(scan(spec.world().lookUp(lookUp), event));
      found.put(memo, known);
    }
    return known.orElse(null);
  }

  private @Nullable Place scan(LookUp lookUp, int event) {
    if (isItself(lookUp, event)) {
      return new Place(event, null);
    }
    List<Object> id = id(lookUp, event);
    if (id.isEmpty()) {
      return null;
    }
    long keep = spec.keepMillis().getOrDefault(lookUp.name(), 0L);
    Place record = null;
    for (int earlier = 0; earlier < event; earlier++) {
      if (record != null && supersedes(earlier, record.event())) {
        record = null;
      }
      Place made = made(lookUp, earlier, id);
      if (made != null && (record == null || lookUp.latest() || isGone(record, keep, earlier))) {
        record = made;
      }
    }
    return record == null || isGone(record, keep, event) ? null : record;
  }

  /** Its record goes with an event; what it had displaced or kept out does not come back. */
  private boolean supersedes(int later, int earlier) {
    return log.fact(earlier).id().equals(log.fact(later).data().get("supersedes"))
        && log.fact(earlier).type().equals(log.fact(later).type());
  }

  private boolean isGone(Place record, long keepMillis, int now) {
    return keepMillis != Span.LIFE
        && log.foldTimeMillis(now) - log.foldTimeMillis(record.event()) > keepMillis;
  }

  private boolean isItself(LookUp lookUp, int event) {
    return !lookUp.latest()
        && lookUp.from().contains(log.fact(event).type())
        && lookUp.by().equals(List.of(log.type(event).idField()));
  }

  /** The id an event says, empty if it says none: the first path that is known. */
  private List<Object> id(LookUp lookUp, int event) {
    List<String> paths = lookUp.find().get(log.fact(event).type());
    At names = oracle.at(event, null, event);
    if (paths == null) {
      List<Object> id = new ArrayList<>();
      for (String field : lookUp.by()) {
        Object part = names.value(field);
        if (part != null) {
          id.add(part);
        }
      }
      return id.size() == lookUp.by().size() ? id : List.of();
    }
    for (String path : paths) {
      Object part = names.value(path);
      if (part != null) {
        return List.of(part);
      }
    }
    return List.of();
  }

  /** The record of an id that an event leaves, or null. */
  private @Nullable Place made(LookUp lookUp, int event, List<Object> id) {
    if (!lookUp.from().contains(log.fact(event).type())) {
      return null;
    }
    if (lookUp.each().isEmpty()) {
      return says(lookUp, new Place(event, null), id);
    }
    for (Map<String, Object> element : log.fact(event).list(lookUp.each())) {
      Place place = says(lookUp, new Place(event, element), id);
      if (place != null) {
        return place;
      }
    }
    return null;
  }

  private @Nullable Place says(LookUp lookUp, Place place, List<Object> id) {
    At names = oracle.at(place.event(), place.element(), place.event());
    for (int i = 0; i < id.size(); i++) {
      if (!id.get(i).equals(names.value(lookUp.by().get(i)))) {
        return null;
      }
    }
    return place;
  }

  /** The event that a label is about and whose keys are still known, or -1. */
  int subject(int label) {
    Object id = log.fact(label).data().get("subject_id");
    for (int event = label - 1; event >= 0; event--) {
      if (log.fact(event).type().equals(log.type(label).subject()) && log.ownId(event).equals(id)) {
        long keep = spec.subjectKeepMillis(log.type(label).subject());
        return isGone(new Place(event, null), keep, label) ? -1 : event;
      }
    }
    return -1;
  }
}
