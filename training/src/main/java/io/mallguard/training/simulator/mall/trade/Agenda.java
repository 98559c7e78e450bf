package io.mallguard.training.simulator.mall.trade;

import io.mallguard.training.simulator.mall.plan.Days;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What is still to happen, in order of time; of one instant, first planned first. Later days wait
 * unsorted. What is planned beyond the last day never happens. One owner thread.
 */
public final class Agenda {
  private final Days days;
  private final List<List<Entry>> later = new ArrayList<>();
  private final PriorityQueue<Entry> today = new PriorityQueue<>(1024);
  private int day = -Days.PREHISTORY - 1;
  private long nowMillis = Long.MIN_VALUE;
  private long ties;

  /** Something that happens. */
  @FunctionalInterface
  public interface Step {
    /** Happens at an instant. */
    void run(long nowMillis);
  }

  private record Entry(long atMillis, long tie, Step step) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(atMillis, other.atMillis);
      return byTime != 0 ? byTime : Long.compare(tie, other.tie);
    }
  }

  /** An empty agenda. */
  public Agenda(Days days) {
    this.days = days;
    for (int i = 0; i < days.count() + Days.PREHISTORY; i++) {
      later.add(new ArrayList<>());
    }
  }

  /** Plans a step; what should have happened already happens now. */
  public void at(long atMillis, Step step) {
    long whenMillis = Math.max(atMillis, nowMillis);
    int of = days.dayOf(whenMillis);
    if (of >= days.count()) {
      return;
    }
    Entry entry = new Entry(whenMillis, ties++, step);
    if (of <= day) {
      today.add(entry);
    } else {
      later.get(of + Days.PREHISTORY).add(entry);
    }
  }

  /** Lets a day happen; days come in order. */
  public void run(int nextDay) {
    day = nextDay;
    today.addAll(later.set(day + Days.PREHISTORY, List.of()));
    for (Entry next = today.poll(); next != null; next = today.poll()) {
      nowMillis = next.atMillis();
      next.step().run(nowMillis);
    }
  }

  /** The day that happens. */
  public int day() {
    return day;
  }
}
