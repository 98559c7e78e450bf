package io.mallguard.features.spec;

import io.mallguard.features.event.EventType;
import io.mallguard.features.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A column on its way to the plan. Mutable, one owner thread. */
abstract sealed class ColumnDraft {
  private final String name;
  private final boolean inRow;
  private final YamlNode place;
  private int index = -1;
  private int stage = 1;
  private long reachMillis;
  private boolean current;
  private final Set<Integer> types = new TreeSet<>();
  private final Set<ColumnDraft> reads = new LinkedHashSet<>();

  private ColumnDraft(String name, boolean inRow, YamlNode place) {
    this.name = name;
    this.inRow = inRow;
    this.place = place;
  }

  /** A column read from a lane. */
  static final class Lane extends ColumnDraft {
    private final AggregateEntry entry;
    private final Map<Flow, Touch> updates = new LinkedHashMap<>();
    private final Map<Integer, KeyResolver.Resolution> readings = new LinkedHashMap<>();

    Lane(String name, boolean inRow, YamlNode place, AggregateEntry entry) {
      super(name, inRow, place);
      this.entry = entry;
    }

    AggregateEntry entry() {
      return entry;
    }

    /** How the events of each flow reach the entity; flows without are not compiled. */
    Map<Flow, Touch> updates() {
      return updates;
    }

    @Override
    int width() {
      return Math.max(1, entry.bins());
    }

    /** Whether all its events say its key. */
    boolean isReached() {
      return updates.size() == entry.flows().size();
    }

    /** By which touch events of a type would read the entity, by type. */
    Map<Integer, KeyResolver.Resolution> readings() {
      return readings;
    }
  }

  /** A column computed from the event and other columns. */
  static final class Derived extends ColumnDraft {
    private final YamlNode expression;
    private final @Nullable EventType event;

    Derived(
        String name,
        boolean inRow,
        YamlNode place,
        YamlNode expression,
        Optional<EventType> event) {
      super(name, inRow, place);
      this.expression = expression;
      this.event = event.orElse(null);
    }

    YamlNode expression() {
      return expression;
    }

    /** The only type it is for, if the spec says one. */
    Optional<EventType> event() {
      return Optional.ofNullable(event);
    }
  }

  /** A column read from a graph. */
  static final class Graph extends ColumnDraft {
    private final GraphEntry entry;
    private boolean feedsLanes;

    Graph(String name, boolean inRow, YamlNode place, GraphEntry entry) {
      super(name, inRow, place);
      this.entry = entry;
    }

    GraphEntry entry() {
      return entry;
    }

    /** Whether some lane of a higher stage freezes what is read. */
    boolean feedsLanes() {
      return feedsLanes;
    }

    void feedLanes() {
      feedsLanes = true;
    }
  }

  /** One column divided by another. */
  static final class Quotient extends ColumnDraft {
    private final ColumnDraft numerator;
    private final ColumnDraft denominator;
    private final long numeratorUnits;
    private final long denominatorUnits;
    private final double whenEmpty;

    /**
     * A quotient of rates.
     *
     * @param numeratorUnits what the numerator is divided by first, such as the length of its
     *     window
     * @param denominatorUnits the same for the denominator
     */
    Quotient(
        String name,
        boolean inRow,
        YamlNode place,
        ColumnDraft numerator,
        long numeratorUnits,
        ColumnDraft denominator,
        long denominatorUnits,
        double whenEmpty) {
      super(name, inRow, place);
      this.numerator = numerator;
      this.numeratorUnits = numeratorUnits;
      this.denominator = denominator;
      this.denominatorUnits = denominatorUnits;
      this.whenEmpty = whenEmpty;
    }

    ColumnDraft numerator() {
      return numerator;
    }

    ColumnDraft denominator() {
      return denominator;
    }

    /** Whether an empty denominator is NaN, else 0 and NaN says that there is no entity. */
    boolean denominatorIsMissingWhenEmpty() {
      return denominator instanceof Lane lane && Double.isNaN(lane.entry().agg().emptyDefault());
    }

    long numeratorUnits() {
      return numeratorUnits;
    }

    long denominatorUnits() {
      return denominatorUnits;
    }

    double whenEmpty() {
      return whenEmpty;
    }
  }

  /** How far the shares of the bins of two entities are apart. */
  static final class Divergence extends ColumnDraft {
    /** A share of nothing: NaN says that there is no entity, and no share is infinite. */
    static final double EMPTY = Double.NEGATIVE_INFINITY;

    private final Lane own;
    private final Lane other;
    private final String measure;
    private final double whenEmpty;

    /**
     * A divergence.
     *
     * @param own the shares of the bins of one entity
     * @param other those of another
     * @param measure {@code js} or {@code l1}
     */
    Divergence(
        String name,
        boolean inRow,
        YamlNode place,
        Lane own,
        Lane other,
        String measure,
        double whenEmpty) {
      super(name, inRow, place);
      this.own = own;
      this.other = other;
      this.measure = measure;
      this.whenEmpty = whenEmpty;
    }

    Lane own() {
      return own;
    }

    Lane other() {
      return other;
    }

    String measure() {
      return measure;
    }

    double whenEmpty() {
      return whenEmpty;
    }
  }

  String name() {
    return name;
  }

  boolean inRow() {
    return inRow;
  }

  YamlNode place() {
    return place;
  }

  int index() {
    return index;
  }

  void place(int at) {
    index = at;
  }

  /** How many columns it is, side by side from {@link #index}. */
  int width() {
    return 1;
  }

  int stage() {
    return stage;
  }

  void stage(int value) {
    stage = value;
  }

  long reachMillis() {
    return reachMillis;
  }

  void reachMillis(long millis) {
    reachMillis = millis;
  }

  /** Whether the event at hand counts in it or in what it is computed from. */
  boolean isCurrent() {
    return current;
  }

  void current(boolean value) {
    current = value;
  }

  /** Indexes of the event types that need its value. */
  Set<Integer> types() {
    return types;
  }

  /** The columns it is computed from, directly. */
  Set<ColumnDraft> reads() {
    return reads;
  }

  /** The same by index. */
  Set<Integer> readIndexes() {
    Set<Integer> indexes = new TreeSet<>();
    for (ColumnDraft read : reads) {
      for (int bin = 0; bin < read.width(); bin++) {
        indexes.add(read.index() + bin);
      }
    }
    return indexes;
  }
}
