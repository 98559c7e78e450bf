package io.mallguard.training.history;

import io.mallguard.features.event.Event;
import io.mallguard.features.spec.Feature;
import java.util.List;

/**
 * The rows of a period of history in memory, column by column, in the order of the log, each with
 * its event and with its label as known at one moment. Immutable and safe for use by many threads,
 * as long as nobody writes into the columns.
 */
public final class RowMatrix {
  /** Label of a row whose subject was marked, with the mark true. */
  public static final byte POSITIVE = 1;

  /** Label of a row whose subject was marked, with the mark false. */
  public static final byte NEGATIVE = 0;

  /** Label of a row whose subject was not marked when the labels were taken. */
  public static final byte UNKNOWN = -1;

  private final List<Feature> features;
  private final double[][] columns;
  private final byte[] labels;
  private final long[] sequences;
  private final long[] foldTimesMillis;
  private final Event[] events;

  RowMatrix(
      List<Feature> features,
      double[][] columns,
      byte[] labels,
      long[] sequences,
      long[] foldTimesMillis,
      Event[] events) {
    this.features = List.copyOf(features);
    this.columns = columns;
    this.labels = labels;
    this.sequences = sequences;
    this.foldTimesMillis = foldTimesMillis;
    this.events = events;
  }

  /** The columns' features, in spec order. */
  public List<Feature> features() {
    return features;
  }

  /** Number of rows. */
  public int size() {
    return labels.length;
  }

  /** One feature of all rows, NaN where missing; not a copy, must not be changed. */
  public double[] column(int feature) {
    return columns[feature];
  }

  /** Copies one row, NaN where missing. */
  public void row(int i, double[] into) {
    for (int feature = 0; feature < columns.length; feature++) {
      into[feature] = columns[feature][i];
    }
  }

  /** {@link #POSITIVE}, {@link #NEGATIVE} or {@link #UNKNOWN}. */
  public byte label(int i) {
    return labels[i];
  }

  /** When the row's event happened, epoch milliseconds. */
  public long occurredAtMillis(int i) {
    return events[i].occurredAtMillis();
  }

  /** The fold time of the row's event, epoch milliseconds. */
  public long foldTimeMillis(int i) {
    return foldTimesMillis[i];
  }

  /** The place of the row's event in the log. */
  public long sequence(int i) {
    return sequences[i];
  }

  /** The id of the row's event. */
  public String eventId(int i) {
    return events[i].id();
  }

  /** The row's event. */
  public Event event(int i) {
    return events[i];
  }

  /**
   * A textual field of the row's event by name, such as {@code customer_id}; empty if absent.
   *
   * @throws IllegalArgumentException if the event's type has no such field
   */
  public String text(int i, String field) {
    int index = events[i].type().fieldIndex(field);
    if (index < 0) {
      throw new IllegalArgumentException(
          "field " + field + ", must be one of the event type " + events[i].type().name());
    }
    String text = events[i].text(index);
    return text == null ? "" : text;
  }
}
