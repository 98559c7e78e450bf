package io.mallguard.features.grouped;

import io.mallguard.features.event.Event;
import io.mallguard.features.event.Field;
import io.mallguard.features.event.ListValue;
import io.mallguard.features.event.LoggedEvent;
import io.mallguard.features.fold.DistinctKeys;
import io.mallguard.features.fold.Fold;
import io.mallguard.features.fold.LogOrder;
import io.mallguard.features.fold.LogStage;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.plan.TypePlan;
import java.util.Arrays;

/**
 * Events of the log that a fold absorbs many at a time, without rows: what depends on the order of
 * the whole log is done event by event, and what each family takes in is put off and sorted by key.
 * Afterwards the fold knows what it would know had it absorbed them one by one, only sooner: most
 * of a fold's time is waiting for memory, and keys that are neighbours in the index are visited one
 * after the other.
 *
 * <p>Where entries depend on columns nothing can be put off, and events are absorbed at once.
 * Nobody else may use the fold before {@link #settle()}. One owner thread.
 */
public final class Backlog {
  /** Room for records, 128 MiB: the more of them, the closer neighbours are. */
  private static final int MOST_LONGS = 1 << 24;

  private final Fold fold;
  private final int mostLongs;
  private final boolean putsOff;
  private final Marks marks = new Marks();
  private final LogOrder order;
  private final FamilyBacklog[] families;
  private final long[] slots;
  private final DistinctKeys elements = new DistinctKeys();
  private long firstMillis;
  private long putOffLongs;

  /** Nothing yet, for a fold. */
  public Backlog(Fold fold) {
    this(fold, MOST_LONGS);
  }

  /** Settles whenever records need so much room. */
  public Backlog(Fold fold, int mostLongs) {
    this.fold = fold;
    this.mostLongs = mostLongs;
    this.order = new LogOrder(fold, marks);
    Plan plan = order.plan();
    this.putsOff = !plan.columnsFeedState();
    this.families =
        plan.families().stream()
            .filter(family -> putsOff)
            .map(family -> new FamilyStage(plan, family, 1))
            .map(stage -> new FamilyBacklog(plan, stage, order.family(stage.narrowFamily())))
            .toArray(FamilyBacklog[]::new);
    this.slots = new long[plan.types().stream().mapToInt(TypePlan::slots).max().orElse(0)];
  }

  /**
   * Takes the next event of the log.
   *
   * @throws IllegalArgumentException if its fold time lies before that of the last one
   */
  public void add(LoggedEvent logged) {
    if (!putsOff) {
      fold.absorb(logged);
      return;
    }
    if (putOffLongs >= mostLongs) {
      settle();
    }
    firstMillis = putOffLongs == 0 ? logged.foldTimeMillis() : firstMillis;
    order.begin(logged, slots);
    for (FamilyBacklog family : families) {
      for (RecordMaker maker : family.absorbing(logged.event().type().index())) {
        putOff(family, maker, logged.event());
      }
    }
    order.end(logged, slots);
  }

  private void putOff(FamilyBacklog family, RecordMaker maker, Event event) {
    int list = maker.operation().list();
    if (list >= 0) {
      putOffElements(family, maker, event, event.list(list));
    } else {
      putOff(family, maker, maker.operation().key().of(slots, order.noColumns()));
    }
  }

  private void putOff(FamilyBacklog family, RecordMaker maker, long key) {
    long nowMillis = slots[TypePlan.FOLD_TIME];
    family.add(maker, key, nowMillis, slots[TypePlan.OWN_ID], slots, order.noColumns());
    putOffLongs += family.longs();
  }

  private void putOffElements(
      FamilyBacklog family, RecordMaker maker, Event event, ListValue list) {
    int at = TypePlan.slotOfElements(event.type(), maker.operation().list());
    int fields = event.type().lists().get(maker.operation().list()).fields().size();
    elements.clear();
    for (int i = 0; i < list.size(); i++) {
      list.copySlots(i, slots, at);
      long key = maker.operation().key().of(slots, order.noColumns());
      if (key != Field.ABSENT && elements.add(key)) {
        putOff(family, maker, key);
      }
    }
    Arrays.fill(slots, at, at + fields, Field.ABSENT);
  }

  /** Absorbs what is left; the fold may be used again. */
  public void settle() {
    for (FamilyBacklog family : families) {
      family.settle(firstMillis, marks.reached);
    }
    order.reached(marks.clear());
    putOffLongs = 0;
  }

  /** Marks on entries that may themselves be put off. */
  private final class Marks implements LogStage.MarkTarget {
    private boolean[] reached = new boolean[64];
    private int count;
    private int number;

    @Override
    public void start(boolean isCounted) {
      number = isCounted ? count : FamilyBacklog.NOT_COUNTED;
      if (isCounted) {
        reached = count == reached.length ? Arrays.copyOf(reached, count * 2) : reached;
        reached[count++] = false;
      }
    }

    @Override
    public void mark(
        int family, int touch, long key, long id, long nowMillis, long[] slots, double[] row) {
      families[family].mark(touch, key, nowMillis, id, slots, row, number);
      putOffLongs += families[family].longs();
    }

    @Override
    public void supersede(int family, int touch, long key, long id, long nowMillis) {
      families[family].supersede(touch, key, nowMillis, id);
      putOffLongs += families[family].longs();
    }

    /** Forgets all; answers how many reached an entry. */
    private int clear() {
      int found = 0;
      for (int i = 0; i < count; i++) {
        found += reached[i] ? 1 : 0;
      }
      count = 0;
      return found;
    }
  }
}
