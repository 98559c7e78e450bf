package io.mallguard.features.fold;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.FoldTime;
import io.mallguard.features.event.ListValue;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.expression.Real;
import io.mallguard.features.graph.MoneyCycle;
import io.mallguard.features.plan.Family;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.plan.TypePlan;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.state.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The fold: takes the log event by event, reads a row of features for each scored event as of just
 * before it, then absorbs the event. A pure function of the log: no clock, no I/O, no threads, no
 * randomness; the same log gives the same bits everywhere. One owner thread.
 */
public final class Fold {

  private final FeatureSpec spec;
  final Plan plan;
  final int maxEntries;
  private final List<FamilyState> families = new ArrayList<>();
  private final List<TypeSteps> steps = new ArrayList<>();
  private final Memory records;
  private final List<Memory> graphMemory;
  private final GraphState graph;
  private final Resolver resolver;
  private final Marks marks;
  private final long[] slots;
  private final double[] columns;
  private final Named named;
  private long foldTimeMillis = FoldTime.NONE;
  private long firstFoldTimeMillis = FoldTime.NONE;
  private long unmatchedMarks;
  private boolean rowTruncated;
  private final boolean columnsFeedState;

  /** An empty fold. */
  public Fold(FeatureSpec spec) {
    this(spec, FamilyState.MAX_ENTRIES);
  }

  /** An empty fold that keeps fewer entries per key. */
  Fold(FeatureSpec spec, int maxEntries) {
    this(spec, fresh(spec.plan()), maxEntries);
  }

  /** A fold as a snapshot left it. */
  Fold(FeatureSpec spec, List<Memory> memories, Numbers numbers) {
    this(spec, memories, FamilyState.MAX_ENTRIES);
    this.foldTimeMillis = numbers.foldTimeMillis();
    this.firstFoldTimeMillis = numbers.firstFoldTimeMillis();
    this.unmatchedMarks = numbers.unmatchedMarks();
  }

  /** What a fold has to remember beside its memories. */
  record Numbers(long foldTimeMillis, long firstFoldTimeMillis, long unmatchedMarks) {}

  /** One memory for look-ups and marks, one per family, and one for graphs if there are any. */
  static int memories(Plan plan) {
    return 1 + plan.families().size() + (plan.graph().isEmpty() ? 0 : 1);
  }

  private static List<Memory> fresh(Plan plan) {
    List<Memory> memories = new ArrayList<>();
    for (int i = 0; i < memories(plan); i++) {
      memories.add(new Memory());
    }
    return memories;
  }

  private Fold(FeatureSpec spec, List<Memory> memories, int maxEntries) {
    this.spec = spec;
    this.maxEntries = maxEntries;
    this.plan = spec.plan();
    this.records = memories.get(0);
    for (Family family : plan.families()) {
      Memory memory = memories.get(1 + family.index());
      families.add(new FamilyState(family, plan.zone(), memory, 0, maxEntries));
    }
    this.graphMemory = memories.subList(1 + plan.families().size(), memories(plan));
    this.graph = new GraphState(plan, graphMemory.isEmpty() ? new Memory() : graphMemory.get(0));
    plan.types().forEach(type -> steps.add(new TypeSteps(plan, type, families)));
    Roots roots = new Roots(records);
    this.resolver = new Resolver(plan, records, roots);
    this.marks = new Marks(plan, steps, records, roots);
    this.slots = new long[plan.types().stream().mapToInt(TypePlan::slots).max().orElse(0)];
    this.columns = new double[plan.columns().size()];
    this.columnsFeedState = plan.columnsFeedState();
    int uses = steps.stream().mapToInt(type -> type.uses.size()).max().orElse(0);
    this.named = new Named(uses, slots, columns);
  }

  /** The families, to look at their state. */
  List<FamilyState> families() {
    return List.copyOf(families);
  }

  /** All state: the memory of look-ups and marks, that of each family, that of graphs if any. */
  List<Memory> memories() {
    List<Memory> all = new ArrayList<>();
    all.add(records);
    families.forEach(family -> all.add(family.memory()));
    all.addAll(graphMemory);
    return all;
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
   * Evidence for a feature of the row read last, by {@link #score} or {@link #peek}: the cycle it
   * was read from. None if there was no cycle, or it is no feature of kind {@code cycle}.
   *
   * @param feature index of the feature
   */
  public Optional<MoneyCycle> cycle(int feature) {
    return graph.cycle(feature);
  }

  /** The same for the first feature that has one. */
  public Optional<MoneyCycle> cycle() {
    return graph.cycle();
  }

  /**
   * Reads the row of a scored event, then absorbs the event.
   *
   * @param logged the next event of the log
   * @param row receives the features in spec order, NaN where missing
   */
  public void score(LoggedEvent logged, double[] row) {
    checkRow(row);
    absorb(logged, true);
    System.arraycopy(columns, 0, row, 0, row.length);
  }

  /**
   * Absorbs the next event of the log without giving a row; columns are computed only if the state
   * depends on them.
   */
  public void absorb(LoggedEvent logged) {
    absorb(logged, columnsFeedState);
  }

  private void absorb(LoggedEvent logged, boolean computes) {
    check(logged);
    TypeSteps type = steps.get(logged.event().type().index());
    read(logged, type);
    if (computes) {
      readBefore(logged, type);
    }
    take(logged, type);
    if (computes) {
      readAfter(logged, type);
    }
  }

  /**
   * Reads the row an event would have if it were next in the log; nothing changes.
   *
   * @param logged an event with the fold time it would get
   * @param row receives the features in spec order, NaN where missing
   */
  public void peek(LoggedEvent logged, double[] row) {
    checkRow(row);
    check(logged);
    long first = firstFoldTimeMillis;
    long last = foldTimeMillis;
    long unmatched = unmatchedMarks;
    records.record();
    families.forEach(family -> family.memory().record());
    graphMemory.forEach(Memory::record);
    try {
      TypeSteps type = steps.get(logged.event().type().index());
      read(logged, type);
      readBefore(logged, type);
      if (type.after.count > 0 || graph.readsAfter(logged.event().type().index())) {
        take(logged, type);
        readAfter(logged, type);
      }
      System.arraycopy(columns, 0, row, 0, row.length);
    } finally {
      records.undo();
      families.forEach(family -> family.memory().undo());
      graphMemory.forEach(Memory::undo);
      firstFoldTimeMillis = first;
      foldTimeMillis = last;
      unmatchedMarks = unmatched;
    }
  }

  private void checkRow(double[] row) {
    if (row.length != plan.rowSize()) {
      throw new IllegalArgumentException(
          "row of " + row.length + ", must have " + plan.rowSize() + " columns");
    }
  }

  private void check(LoggedEvent logged) {
    if (logged.foldTimeMillis() < foldTimeMillis) {
      throw new IllegalArgumentException(
          "fold time " + logged.foldTimeMillis() + ", must be " + foldTimeMillis + " or later");
    }
  }

  /** Resolves the event and opens the entities it names. */
  private void read(LoggedEvent logged, TypeSteps type) {
    long nowMillis = logged.foldTimeMillis();
    resolver.fill(logged, slots);
    Arrays.fill(columns, Double.NaN);
    rowTruncated = false;
    named.find(type, nowMillis);
  }

  /** Computes the columns that do not count the event. */
  private void readBefore(LoggedEvent logged, TypeSteps type) {
    long nowMillis = logged.foldTimeMillis();
    rowTruncated |= graph.readBefore(logged.event().type().index(), nowMillis, slots, columns);
    compute(type, type.before, nowMillis);
  }

  private void readAfter(LoggedEvent logged, TypeSteps type) {
    int eventType = logged.event().type().index();
    rowTruncated |= graph.readAfter(eventType, logged.foldTimeMillis(), slots, columns);
    if (type.after.count > 0) {
      named.lookAgain(type);
      compute(type, type.after, logged.foldTimeMillis());
    }
  }

  private void compute(TypeSteps type, TypeSteps.Columns compute, long nowMillis) {
    for (int i = 0; i < compute.count; i++) {
      int use = compute.uses[i];
      ColumnReader reader = compute.readers[i];
      Real value = compute.values[i];
      if (reader != null) {
        long entity = named.open(type, use, nowMillis);
        if (named.has(use)) {
          columns[compute.columns[i]] =
              reader.read(entity, compute.touches[i], nowMillis, slots, columns);
        }
      } else if (value != null) {
        columns[compute.columns[i]] = value.at(slots, columns);
      }
    }
    for (int i : compute.lanes) {
      ColumnReader reader = compute.readers[i];
      if (reader != null && named.has(compute.uses[i])) {
        rowTruncated |= reader.isTruncated(named.entity(compute.uses[i]), nowMillis);
      }
    }
  }

  /** Absorbs the event whose columns were computed. */
  private void take(LoggedEvent logged, TypeSteps steps) {
    Event event = logged.event();
    TypePlan type = plan.types().get(event.type().index());
    passTo(logged.foldTimeMillis());
    supersede(type, slots, Marks.OWN_ENTRIES);
    for (int u = 0; u < steps.useArray.length; u++) {
      TypeSteps.Use use = steps.useArray[u];
      if (!use.updates()) {
        continue;
      }
      if (use.list() >= 0) {
        takeElements(event, use);
        continue;
      }
      named.open(steps, u, foldTimeMillis);
      if (named.has(u)) {
        named.absorb(use, u, event.ownId(), foldTimeMillis);
      }
    }
    keepAndMark(logged, slots, columns, Marks.OWN_ENTRIES);
    graph.absorb(event.type().index(), logged.sequence(), foldTimeMillis, slots);
  }

  private void passTo(long nowMillis) {
    foldTimeMillis = nowMillis;
    if (firstFoldTimeMillis == FoldTime.NONE) {
      firstFoldTimeMillis = nowMillis;
    }
  }

  /** Begins with an event whose entries are put off: fills its slots. */
  void resolve(LoggedEvent logged, long[] ofEvent) {
    check(logged);
    passTo(logged.foldTimeMillis());
    resolver.fill(logged, ofEvent);
  }

  /** Takes back what the event supersedes, if anything. */
  void supersede(TypePlan type, long[] ofEvent, Marks.Target target) {
    if (type.supersedes() >= 0 && ofEvent[type.supersedes()] != Field.ABSENT) {
      marks.supersede(type, ofEvent[type.supersedes()], foldTimeMillis, target);
      resolver.supersede(type, ofEvent[type.supersedes()], foldTimeMillis);
    }
  }

  /** Leaves the event's records, and marks what it speaks of. */
  void keepAndMark(LoggedEvent logged, long[] ofEvent, double[] row, Marks.Target target) {
    TypePlan type = plan.types().get(logged.event().type().index());
    resolver.keep(logged, ofEvent);
    marks.keep(type, foldTimeMillis, ofEvent, row);
    unmatchedMarks += marks.pass(type, foldTimeMillis, ofEvent, row, target);
  }

  /** Marks counted as unmatched while their entries were still to be found. */
  void reachedLater(int count) {
    unmatchedMarks -= count;
  }

  /** Slots of the event type that has most. */
  int mostSlots() {
    return slots.length;
  }

  private final DistinctKeys elements = new DistinctKeys();

  /** Every element of a list names an entity; one that is named twice counts once. */
  private void takeElements(Event event, TypeSteps.Use use) {
    ListValue list = event.list(use.list());
    int slot = TypePlan.slotOfElements(event.type(), use.list());
    elements.clear();
    for (int i = 0; i < list.size(); i++) {
      list.copySlots(i, slots, slot);
      long key = use.key().of(slots, columns);
      if (key != Field.ABSENT && elements.add(key)) {
        use.family().absorb(use.touch(), key, 0, event.ownId(), foldTimeMillis, slots, columns);
      }
    }
    Resolver.clearElement(event.type(), use.list(), slots);
  }
}
