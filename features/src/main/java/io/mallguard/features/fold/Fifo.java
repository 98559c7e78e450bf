package io.mallguard.features.fold;

import io.mallguard.features.expression.LogBins;
import io.mallguard.features.plan.Measure;
import io.mallguard.features.state.Memory;

/**
 * Inflows of a window matched with its outflows, oldest first: how long money stays, what is still
 * there, whether it leaves in parts.
 *
 * <p>Three queues: open lots (entry, time, rest), matched samples (entry of the outflow, bin of the
 * time between, amount), and flows of the window (entry, amount; outflows negative).
 */
final class Fifo extends Accumulator implements OwnReading {
  /** Open lots, and inflows and outflows that are compared; older ones are dropped. */
  private static final int BOUND = 64;

  private static final int OPEN = 0;
  private static final int LOTS = 1;
  private static final int SAMPLES = LOTS + Queue.HEADER_LONGS;
  private static final int FLOWS = SAMPLES + Queue.HEADER_LONGS;

  private static final int ENTRY = 0;
  private static final int SECOND = 1;
  private static final int THIRD = 2;

  private final Memory memory;
  private final Measure.Fifo measure;
  private final int at;
  private final Queue lots;
  private final Queue samples;
  private final Queue flows;
  private final Distribution dwells = new Distribution(Measure.Bins.LOG16);

  Fifo(Memory memory, Measure.Fifo measure, int at) {
    this.memory = memory;
    this.measure = measure;
    this.at = at;
    this.lots = new Queue(memory, at + LOTS, 3);
    this.samples = new Queue(memory, at + SAMPLES, 3);
    this.flows = new Queue(memory, at + FLOWS, 2);
  }

  @Override
  int longs() {
    return FLOWS + Queue.HEADER_LONGS;
  }

  @Override
  void enter(long entity, long entry, long timeMillis, long flags) {
    boolean in = (flags >>> measure.flag() & 1) != 0;
    boolean out = (flags >>> measure.flag() & 2) != 0;
    if (!in && !out) {
      return;
    }
    long amount = memory.get(entry + Entry.VALUES + measure.value());
    if (amount <= 0) {
      return;
    }
    if (measure.read().equals("split_parts")) {
      long flow = flows.addLast(entity);
      memory.put(flow + ENTRY, entry);
      memory.put(flow + SECOND, in ? amount : -amount);
    } else if (in) {
      open(entity, entry, timeMillis, amount);
    } else {
      match(entity, entry, timeMillis, amount);
    }
  }

  private void open(long entity, long entry, long timeMillis, long amount) {
    if (memory.get(entity + at + OPEN) == BOUND) {
      close(entity);
    }
    long lot = lots.addLast(entity);
    memory.put(lot + ENTRY, entry);
    memory.put(lot + SECOND, timeMillis);
    memory.put(lot + THIRD, amount);
    memory.add(entity + at + OPEN, 1);
  }

  private void close(long entity) {
    lots.removeFirst(entity);
    memory.add(entity + at + OPEN, -1);
  }

  private void match(long entity, long entry, long timeMillis, long amount) {
    long left = amount;
    long lot = lots.first(entity);
    while (left > 0 && lot != 0) {
      long matched = Math.min(left, memory.get(lot + THIRD));
      long sample = samples.addLast(entity);
      memory.put(sample + ENTRY, entry);
      memory.put(sample + SECOND, LogBins.of(timeMillis - memory.get(lot + SECOND)));
      memory.put(sample + THIRD, matched);
      memory.add(lot + THIRD, -matched);
      left -= matched;
      if (memory.get(lot + THIRD) == 0) {
        close(entity);
      }
      lot = lots.first(entity);
    }
  }

  @Override
  void leave(long entity, long entry, long timeMillis, long flags) {
    long lot = lots.first(entity);
    if (lot != 0 && memory.get(lot + ENTRY) == entry) {
      close(entity);
    }
    removeOf(entity, samples, entry);
    removeOf(entity, flows, entry);
  }

  private void removeOf(long entity, Queue queue, long entry) {
    long first = queue.first(entity);
    while (first != 0 && memory.get(first + ENTRY) == entry) {
      queue.removeFirst(entity);
      first = queue.first(entity);
    }
  }

  @Override
  boolean isInvertible() {
    return false;
  }

  @Override
  void restart(long entity) {
    memory.put(entity + at + OPEN, 0);
    release(entity);
  }

  @Override
  void release(long entity) {
    lots.clear(entity);
    samples.clear(entity);
    flows.clear(entity);
  }

  @Override
  public double read(long entity, long nowMillis, long current) {
    return switch (measure.read()) {
      case "dwell_p50" -> median(entity);
      case "unmatched" -> unmatched(entity);
      default -> parts(entity);
    };
  }

  @Override
  public double ofNothing() {
    return measure.read().equals("dwell_p50") ? Double.NaN : 0;
  }

  private double median(long entity) {
    dwells.clear();
    for (long sample = samples.first(entity); sample != 0; sample = samples.after(sample)) {
      dwells.add(memory.get(sample + SECOND), memory.get(sample + THIRD));
    }
    return dwells.quantile(0.5);
  }

  private long unmatched(long entity) {
    long sum = 0;
    for (long lot = lots.first(entity); lot != 0; lot = lots.after(lot)) {
      sum += memory.get(lot + THIRD);
    }
    return sum;
  }

  /** The longest run of the last outflows that adds up to an earlier inflow. */
  private int parts(long entity) {
    int longest = 0;
    long sum = 0;
    long flow = flows.last(entity);
    for (int k = 1; flow != 0 && memory.get(flow + SECOND) <= 0 && k <= BOUND; k++) {
      sum -= memory.get(flow + SECOND);
      flow = flows.before(flow);
      if (matchesInflow(flow, sum)) {
        longest = k;
      }
    }
    return longest;
  }

  private boolean matchesInflow(long from, long sum) {
    int seen = 0;
    for (long flow = from; flow != 0 && seen < BOUND; flow = flows.before(flow)) {
      long amount = memory.get(flow + SECOND);
      if (amount > 0) {
        seen++;
        if (Math.abs((double) (sum - amount)) <= measure.tolerance() * (double) amount) {
          return true;
        }
      }
    }
    return false;
  }
}
