package io.mallguard.training.check;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.EventType;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.EventReader;
import io.mallguard.features.parquet.RowFolder;
import io.mallguard.features.parquet.RowReader;
import io.mallguard.features.plan.Column;
import io.mallguard.features.spec.Feature;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.training.history.RowExtraction;
import io.mallguard.training.pipeline.RuleTrial;
import io.mallguard.training.progress.Progress;
import io.mallguard.training.truth.Truth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a simulated mall for the checks. */
final class Sampling {
  /** Honest orders of one half of the time are so many at most, or nearly. */
  private static final long MOST_HONEST = 600_000;

  /** A feature names the line of the catalogue that it comes from: G for graph. */
  private static final Pattern OF_GRAPH = Pattern.compile("\\b(G\\d\\d|X06|X08)\\b");

  private final EventFolder events;
  private final Truth truth;
  private final Progress progress;

  Sampling(EventFolder events, Truth truth, Progress progress) {
    this.events = events;
    this.truth = truth;
    this.progress = progress;
  }

  /** Orders without any features. */
  Sample withoutRows() throws IOException {
    return read(List.of(), List.of(), Rows.NONE);
  }

  /**
   * Orders with the features of a spec, and behind them what rules say.
   *
   * @param dir where the rows are written to; not there yet
   */
  Sample withRows(RuleTrial rules, Path dir) throws IOException {
    RowExtraction.of(events, rules.spec(), progress).toFolder(dir, "fraud", Long.MAX_VALUE);
    return fromRows(rules, dir);
  }

  /** The same of rows that are there. */
  Sample fromRows(RuleTrial rules, Path dir) throws IOException {
    FeatureSpec spec = rules.spec();
    int size = spec.features().size();
    List<Feature> features = spec.features().subList(0, size - rules.columns());
    List<String> columns = features.stream().map(Feature::name).toList();
    List<Integer> graph =
        features.stream().filter(f -> isGraph(spec, f)).map(Feature::index).toList();
    try (RowReader reader = RowFolder.open(dir).read()) {
      return read(columns, graph, new FromFolder(reader, size));
    }
  }

  private static boolean isGraph(FeatureSpec spec, Feature feature) {
    return spec.plan().columns().get(feature.index()) instanceof Column.Graph
        || OF_GRAPH.matcher(feature.meaning()).find();
  }

  private Sample read(List<String> columns, List<Integer> graph, Rows rows) throws IOException {
    EventType type = events.schema().eventType("order").orElseThrow();
    long total = events.eventCount(type);
    Set<Long> cheats = cheats(type);
    int oneIn = (int) (1 + (total - 1) / MOST_HONEST);
    Sample sample = new Sample(truth.plan(), columns, graph, oneIn);
    try (EventReader orders = events.read(List.of(type));
        Progress.Task task = progress.start("Sampling orders", total)) {
      while (orders.advance()) {
        long buyer = OrderFacts.buyer(orders.current().event());
        boolean isCheat = cheats.contains(buyer);
        if (isCheat || Math.floorMod(buyer, (long) oneIn) == 0) {
          OrderFacts facts = OrderFacts.of(orders.current());
          rows.goTo(facts.sequence());
          sample.add(facts, rows.row(), note(orders), rows.label(), !isCheat);
        }
        task.step();
      }
    }
    return sample;
  }

  private Truth.Note note(EventReader orders) {
    Event event = orders.current().event();
    return truth.of(event.type().index(), event.ownId());
  }

  /** Buyers with an order of cash-out. */
  private Set<Long> cheats(EventType type) throws IOException {
    Set<Long> cheats = new HashSet<>();
    try (EventReader orders = events.read(List.of(type));
        Progress.Task task = progress.start("Finding offenders", events.eventCount(type))) {
      while (orders.advance()) {
        if (note(orders).isFraud()) {
          cheats.add(OrderFacts.buyer(orders.current().event()));
        }
        task.step();
      }
    }
    return cheats;
  }

  /** Rows beside the orders. */
  private interface Rows {
    Rows NONE =
        new Rows() {
          @Override
          public void goTo(long sequence) {}

          @Override
          public double[] row() {
            return new double[0];
          }

          @Override
          public int label() {
            return -1;
          }
        };

    void goTo(long sequence);

    double[] row();

    int label();
  }

  private static final class FromFolder implements Rows {
    private final RowReader reader;
    private final int size;

    FromFolder(RowReader reader, int size) {
      this.reader = reader;
      this.size = size;
    }

    @Override
    public void goTo(long sequence) {
      boolean there = reader.advance();
      while (there && reader.sequence() < sequence) {
        there = reader.advance();
      }
      if (!there || reader.sequence() != sequence) {
        throw new IllegalStateException("no row of the order with sequence " + sequence);
      }
    }

    @Override
    public double[] row() {
      double[] row = new double[size];
      reader.row(row);
      return row;
    }

    @Override
    public int label() {
      return reader.label();
    }
  }
}
