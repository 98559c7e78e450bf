package io.mallguard.features.fold;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventType;
import io.mallguard.features.event.FoldTime;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.event.Mark;
import io.mallguard.features.schema.EventScope;
import io.mallguard.features.spec.Column;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.Lane;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fold: takes the log event by event, reads a row of features for each scored event as of just
 * before it, then absorbs the event. A pure function of the log: no clock, no I/O, no threads, no
 * randomness; the same log gives the same bits everywhere. One owner thread.
 */
public final class Fold {
  /** Most entries kept per key; beyond it the oldest leaves every window and the row says so. */
  public static final int MAX_ENTRIES = 1 << 22;

  private final FeatureSpec spec;
  private final LaneState[] lanes;
  private final @Nullable Ring[] rings;
  private final @Nullable Subjects[] subjects;
  private long foldTimeMillis = FoldTime.NONE;
  private long firstFoldTimeMillis = FoldTime.NONE;
  private long unmatchedMarks;
  private boolean rowTruncated;

  /** An empty fold. */
  public Fold(FeatureSpec spec) {
    this(spec, MAX_ENTRIES);
  }

  /** An empty fold that keeps fewer entries per key, a power of two from 4. */
  Fold(FeatureSpec spec, int maxEntries) {
    this.spec = spec;
    List<EventType> types = spec.schema().eventTypes();
    this.lanes = new LaneState[spec.lanes().size()];
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] = new LaneState(spec.lanes().get(i), types, maxEntries);
    }
    this.rings = new @Nullable Ring[lanes.length];
    this.subjects = new @Nullable Subjects[types.size()];
    for (int i = 0; i < subjects.length; i++) {
      int type = i;
      spec.lanes().stream()
          .filter(lane -> lane.eventType() == type && lane.marks() != 0)
          .mapToLong(Lane::reachMillis)
          .max()
          .ifPresent(reach -> subjects[type] = new Subjects(reach));
    }
  }

  /** What the fold computes. */
  public FeatureSpec spec() {
    return spec;
  }

  /** Fold time of the last event absorbed, {@link FoldTime#NONE} before the first. */
  public long foldTimeMillis() {
    return foldTimeMillis;
  }

  /** Fold time of the first event absorbed, {@link FoldTime#NONE} before it. */
  public long firstFoldTimeMillis() {
    return firstFoldTimeMillis;
  }

  /** Marks whose subject was unknown or had left every window. */
  public long unmatchedMarks() {
    return unmatchedMarks;
  }

  /** Whether the row read last misses entries dropped at the bound of a key. */
  public boolean rowTruncated() {
    return rowTruncated;
  }

  /**
   * Reads the row of a scored event, then absorbs the event.
   *
   * @param logged the next event of the log
   * @param row receives the features in spec order, NaN where missing
   */
  public void score(LoggedEvent logged, double[] row) {
    check(logged);
    advance(logged.event(), logged.foldTimeMillis());
    read(logged, row);
    take(logged);
  }

  /** Absorbs the next event of the log without reading a row. */
  public void absorb(LoggedEvent logged) {
    check(logged);
    take(logged);
  }

  /**
   * Reads the row an event would have if it were next in the log; nothing changes.
   *
   * @param logged an event with the fold time it would get
   * @param row receives the features in spec order, NaN where missing
   */
  public void peek(LoggedEvent logged, double[] row) {
    check(logged);
    find(logged.event());
    long[][] saved = new long[rings.length][];
    for (int i = 0; i < rings.length; i++) {
      Ring ring = rings[i];
      saved[i] = ring == null ? new long[0] : ring.save();
    }
    advance(logged.event(), logged.foldTimeMillis());
    read(logged, row);
    for (int i = 0; i < rings.length; i++) {
      Ring ring = rings[i];
      if (ring != null) {
        ring.restore(saved[i]);
      }
    }
  }

  private void check(LoggedEvent logged) {
    if (logged.foldTimeMillis() < foldTimeMillis) {
      throw new IllegalArgumentException(
          "fold time " + logged.foldTimeMillis() + ", must be " + foldTimeMillis + " or later");
    }
  }

  private void find(Event event) {
    for (int i = 0; i < lanes.length; i++) {
      String key = lanes[i].key(event);
      rings[i] = key == null ? null : lanes[i].find(key);
    }
  }

  private void advance(Event event, long toMillis) {
    find(event);
    rowTruncated = false;
    for (Ring ring : rings) {
      if (ring != null) {
        ring.advance(toMillis);
        rowTruncated |= ring.truncated(toMillis);
      }
    }
  }

  private void read(LoggedEvent logged, double[] row) {
    if (row.length != spec.features().size()) {
      throw new IllegalArgumentException(
          "row of " + row.length + ", must have " + spec.features().size() + " columns");
    }
    Arrays.fill(row, Double.NaN);
    for (Column column : spec.columns()) {
      row[column.index()] =
          column instanceof Column.Aggregate aggregate
              ? aggregate(aggregate, logged.event())
              : derived((Column.Derived) column, logged.event(), row);
    }
  }

  private static double derived(Column.Derived column, Event event, double[] row) {
    return column.eventType() == event.type().index()
        ? column.value().at(EventScope.slots(event, 0), row)
        : Double.NaN;
  }

  private double aggregate(Column.Aggregate column, Event event) {
    LaneState lane = lanes[column.lane()];
    if (lane.key(event) == null) {
      return Double.NaN;
    }
    boolean own = column.includeCurrent() && lane.records(event.type());
    long flags = own ? lane.flags(event, 0) : 0;
    long numerator = measure(column, column.numerator(), event, flags);
    if (column.denominator() < 0) {
      return numerator;
    }
    long denominator = measure(column, column.denominator(), event, flags);
    return denominator == 0 ? column.whenEmpty() : (double) numerator / denominator;
  }

  private long measure(Column.Aggregate column, int measure, Event event, long currentFlags) {
    Ring ring = rings[column.lane()];
    Lane lane = lanes[column.lane()].lane();
    long past = ring == null ? 0 : ring.sum(column.window(), measure);
    int flag = lane.measures().get(measure).flag();
    if ((currentFlags >>> flag & 1) == 0) {
      return past;
    }
    int value = lane.measures().get(measure).value();
    return past + (value < 0 ? 1 : event.number(lane.values().get(value)));
  }

  private void take(LoggedEvent logged) {
    Event event = logged.event();
    foldTimeMillis = logged.foldTimeMillis();
    if (firstFoldTimeMillis == FoldTime.NONE) {
      firstFoldTimeMillis = foldTimeMillis;
    }
    record(event);
    if (!event.type().marks().isEmpty()) {
      mark(event);
    }
  }

  private void record(Event event) {
    Subjects markable = subjects[event.type().index()];
    List<Subject.Place> places = new ArrayList<>();
    for (LaneState lane : lanes) {
      String key = lane.records(event.type()) ? lane.key(event) : null;
      if (key != null) {
        LaneState.Entry entry = lane.record(key, event, foldTimeMillis);
        if (markable != null && lane.lane().marks() != 0) {
          places.add(Subject.Place.of(lane, entry, event));
        }
      }
    }
    if (markable != null) {
      markable.add(event.subjectId(), new Subject(foldTimeMillis, places));
    }
  }

  private void mark(Event event) {
    String subjectId = event.text(event.type().subjectField());
    for (Mark mark : event.type().marks()) {
      Subject subject = subjectId == null ? null : subject(event.type(), subjectId);
      boolean value = mark.condition().test(event, 0);
      if (subject == null || !subject.mark(mark.field().index(), value)) {
        unmatchedMarks++;
      }
    }
  }

  private @Nullable Subject subject(EventType marking, String subjectId) {
    for (EventType type : spec.schema().eventTypes()) {
      Subjects markable = subjects[type.index()];
      if (type.name().equals(marking.subject()) && markable != null) {
        return markable.find(subjectId, foldTimeMillis);
      }
    }
    return null;
  }
}
