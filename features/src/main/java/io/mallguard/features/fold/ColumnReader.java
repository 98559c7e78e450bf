package io.mallguard.features.fold;

import io.mallguard.features.event.Field;
import io.mallguard.features.expression.Whole;
import io.mallguard.features.plan.Column;
import io.mallguard.features.plan.Measure;
import io.mallguard.features.state.Memory;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one column of an entity whose windows stand at the fold time. One owner thread. */
public final class ColumnReader {
  private static final double MILLIS_PER_SECOND = 1000.0;

  private final Memory memory;
  private final LaneState lane;
  private final Column.Aggregate column;
  private final Accumulator accumulator;
  private final Measure measure;
  private final Scan scan;
  private final boolean isFound;
  private final List<OwnReading> own;
  private final Column.Readout readout;
  private final double unknown;
  private final int offset;
  private final int divisor;
  private final @Nullable Whole[] currentByTouch;

  ColumnReader(Memory memory, LaneState lane, Column.Aggregate column) {
    this.memory = memory;
    this.lane = lane;
    this.column = column;
    this.accumulator = lane.measures().of(column.measure());
    this.measure = lane.lane().measures().get(column.measure());
    this.scan = lane.scan(measure.window());
    this.isFound = accumulator.canSleep();
    this.own =
        column.readout() == Column.Readout.OWN
            ? List.of(lane.measures().reading(column.measure()))
            : List.of();
    this.offset = lane.measures().offset(column.measure());
    this.divisor = column.divisor() < 0 ? 0 : lane.measures().offset(column.divisor());
    this.currentByTouch = current(lane, column);
    this.readout = column.readout();
    this.unknown = ofNothing();
  }

  /** What groups the event at hand, per touch by which the lane takes events in. */
  private static @Nullable Whole[] current(LaneState lane, Column.Aggregate column) {
    int touches =
        lane.lane().sources().stream().mapToInt(source -> source.touch() + 1).max().orElse(0);
    @Nullable Whole[] current = new @Nullable Whole[touches];
    if (lane.lane().measures().get(column.measure()) instanceof Measure.Groups groups) {
      lane.lane()
          .sources()
          .forEach(source -> current[source.touch()] = source.values().get(groups.value()));
    }
    return current;
  }

  /** The column. */
  public Column.Aggregate column() {
    return column;
  }

  /**
   * The value.
   *
   * @param entity from {@link FamilyState#open}; 0 if nothing is known of it
   * @param touch the touch by which the event updates the lane, or by which it is read
   * @param slots the event's values
   * @param row columns of lower stages
   */
  public double read(long entity, int touch, long nowMillis, long[] slots, double[] row) {
    if (entity == 0) {
      return unknown;
    }
    if (isFound && lane.isAsleep(entity)) {
      return find(entity, touch, nowMillis, slots, row);
    }
    long[] page = memory.page(entity);
    int at = Memory.offset(entity) + offset;
    return switch (readout) {
      case COUNT -> page[at];
      case SUM -> page[at + 1];
      case MEAN -> divide(page[at + 1], page[at]);
      case STD -> std(page, at);
      case SHARE -> divide(page[at], page[Memory.offset(entity) + divisor]);
      case BIN_SHARE -> divide(page[at + 1 + column.bin()], page[at]);
      case VALUE -> orEmpty(value(entity));
      case SECONDS_SINCE -> since(timeMillis(entity), nowMillis);
      case OWN -> own(entity, touch, nowMillis, slots, row);
    };
  }

  /** The value of a lane with few entries: found by looking at them. */
  private double find(long entity, int touch, long nowMillis, long[] slots, double[] row) {
    if (measure instanceof Measure.Extreme extreme) {
      return orEmpty(scan.extreme(entity, extreme));
    } else if (measure instanceof Measure.Groups groups) {
      long count =
          groups.kind() == Measure.GroupKind.DISTINCT
              ? scan.distinct(entity, groups)
              : scan.equal(entity, groups, current(touch, slots, row));
      return count;
    } else if (measure instanceof Measure.Oldest) {
      long entry = scan.oldest(entity, measure);
      return since(entry == 0 ? Field.ABSENT : memory.get(entry + Entry.TIME), nowMillis);
    }
    long entry = scan.newest(entity, measure);
    if (column.readout() == Column.Readout.SECONDS_SINCE) {
      return since(entry == 0 ? Field.ABSENT : memory.get(entry + Entry.TIME), nowMillis);
    }
    int value = ((Measure.Newest) measure).value();
    return orEmpty(entry == 0 ? Field.ABSENT : memory.get(entry + Entry.VALUES + value));
  }

  private long current(int touch, long[] slots, double[] row) {
    Whole whole = touch < currentByTouch.length ? currentByTouch[touch] : null;
    return whole == null ? Field.ABSENT : whole.at(slots, row);
  }

  private double ofNothing() {
    return switch (column.readout()) {
      case COUNT, SUM -> 0;
      case OWN -> realOrEmpty(own.get(0).ofNothing());
      case MEAN, STD, SHARE, BIN_SHARE, VALUE, SECONDS_SINCE -> column.whenEmpty();
    };
  }

  private double divide(long numerator, long denominator) {
    return denominator == 0 ? column.whenEmpty() : (double) numerator / denominator;
  }

  private double std(long[] page, int at) {
    long n = page[at];
    if (n < 2) {
      return column.whenEmpty();
    }
    double spread = Wide.spread(n, page[at + 2], page[at + 3], page[at + 1]);
    double std = Math.sqrt(spread / (double) (n * (n - 1)));
    // Values beyond all limits overflow: missing, as the one NaN there is.
    return Double.isNaN(std) ? column.whenEmpty() : std;
  }

  private long value(long entity) {
    return accumulator instanceof Extreme extreme
        ? extreme.value(entity)
        : ((Newest) accumulator).value(entity);
  }

  private long timeMillis(long entity) {
    return accumulator instanceof Newest newest
        ? newest.timeMillis(entity)
        : ((Oldest) accumulator).timeMillis(entity);
  }

  private double since(long thenMillis, long nowMillis) {
    return thenMillis == Field.ABSENT
        ? column.whenEmpty()
        : (nowMillis - thenMillis) / MILLIS_PER_SECOND;
  }

  private double orEmpty(long value) {
    return value == Field.ABSENT ? column.whenEmpty() : (double) value;
  }

  private double realOrEmpty(double value) {
    return Double.isNaN(value) ? column.whenEmpty() : value;
  }

  private double own(long entity, int touch, long nowMillis, long[] slots, double[] row) {
    return realOrEmpty(own.get(0).read(entity, nowMillis, current(touch, slots, row)));
  }

  /** Whether what was read misses entries dropped at the bound of a key. */
  public boolean isTruncated(long entity, long nowMillis) {
    return entity != 0 && lane.isTruncated(entity, nowMillis);
  }
}
