package io.mallguard.training.history;

import io.mallguard.features.event.EventType;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.spec.Feature;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rows of a period of history in memory, column by column, in the order of the log, each with
 * its label as known at one moment. Immutable and safe for use by many threads, as long as nobody
 * writes into the columns.
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
  private final byte[] types;
  private final long[] ownIds;
  private final long[] sequences;
  private final long[] occurredAtMillis;
  private final long[] foldTimesMillis;
  private final byte[] truncated;
  private final EventFolder folder;

  RowMatrix(List<Feature> features, double[][] columns, ScoredEvents scored, EventFolder folder) {
    int[] starts = scored.starts();
    int blocks = starts.length - 1;
    int rows = starts[blocks];
    this.features = List.copyOf(features);
    this.columns = columns;
    this.folder = folder;
    this.labels = new byte[rows];
    this.types = new byte[rows];
    this.ownIds = new long[rows];
    this.sequences = new long[rows];
    this.occurredAtMillis = new long[rows];
    this.foldTimesMillis = new long[rows];
    this.truncated = new byte[rows];
    scored.truncated(0, blocks, truncated);
    scored.labels(0, blocks, labels);
    scored.types(0, blocks, types);
    scored.ownIds(0, blocks, ownIds);
    scored.sequences(0, blocks, sequences);
    scored.occurredAtMillis(0, blocks, occurredAtMillis);
    scored.foldTimesMillis(0, blocks, foldTimesMillis);
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

  /** The label of a row as other labels have it, such as those known at another moment. */
  public byte label(int i, Labels other) {
    return other.of(types[i], ownIds[i]);
  }

  /** The type of the row's event. */
  public EventType type(int i) {
    return folder.schema().eventTypes().get(types[i]);
  }

  /** Whether a bound cut something off the row. */
  public boolean truncated(int i) {
    return truncated[i] != 0;
  }

  /** When the row's event happened, epoch milliseconds. */
  public long occurredAtMillis(int i) {
    return occurredAtMillis[i];
  }

  /** The fold time of the row's event, epoch milliseconds. */
  public long foldTimeMillis(int i) {
    return foldTimesMillis[i];
  }

  /** The place of the row's event in the log. */
  public long sequence(int i) {
    return sequences[i];
  }

  /** The ids of the rows' events; read again from the events folder. */
  public String[] eventIds() throws IOException {
    try (EventTexts texts = EventTexts.ids(folder)) {
      return all(texts);
    }
  }

  /**
   * A textual field of the rows' events by name, such as {@code customer_id}, empty where absent;
   * read again from the events folder.
   *
   * @throws IllegalArgumentException if a scored event type has no such field
   */
  public String[] texts(String field) throws IOException {
    return texts(type -> Optional.of(field));
  }

  /**
   * A textual field of the rows' events, which may be another one for each type, empty where absent
   * or none is named; read again from the events folder.
   *
   * @throws IllegalArgumentException if a type has no such field
   */
  public String[] texts(Function<EventType, Optional<String>> field) throws IOException {
    try (EventTexts texts = EventTexts.fields(folder, field)) {
      return all(texts);
    }
  }

  private String[] all(EventTexts texts) {
    String[] all = new String[size()];
    for (int i = 0; i < all.length; i++) {
      String text = texts.next();
      all[i] = text == null ? "" : text;
    }
    return all;
  }
}
