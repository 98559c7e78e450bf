package io.mallguard.features.proof;

import io.mallguard.features.proof.Spec.Fifo;
import io.mallguard.features.proof.Spec.Input;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/** Inflows matched with outflows, oldest first; at most 64 inflows stay open. */
record Flows(Reading reading, Fifo fifo) {
  private static final int MAX_OPEN = 64;

  private record Lot(long atMillis, long amount) {}

  double value() {
    Timeline log = reading.oracle().log();
    long start = log.foldTimeMillis(reading.event()) - reading.lengthMillis();
    Bins dwell = new Bins(true);
    long unmatched = 0;
    Deque<Lot> open = new ArrayDeque<>();
    for (int event = 0; event <= reading.event(); event++) {
      if (event == reading.event() && !reading.feature().includeCurrent()) {
        break;
      }
      long now = log.foldTimeMillis(event);
      for (long amount : amounts(fifo.in(), event)) {
        open.addLast(new Lot(now, amount));
        if (open.size() > MAX_OPEN) {
          open.removeFirst();
        }
      }
      for (long amount : amounts(fifo.out(), event)) {
        long rest = match(open, amount, now, now > start ? dwell : new Bins(true));
        unmatched += now > start ? rest : 0;
      }
    }
    return fifo.read().equals("unmatched")
        ? unmatched
        : dwell.total() == 0 ? Double.NaN : dwell.quantile(0.5);
  }

  /** What finds no open inflow. */
  private static long match(Deque<Lot> open, long amount, long now, Bins dwell) {
    long rest = amount;
    while (rest > 0 && !open.isEmpty()) {
      Lot lot = open.removeFirst();
      long part = Math.min(rest, lot.amount());
      dwell.add(now - lot.atMillis(), part);
      rest -= part;
      if (part < lot.amount()) {
        open.addFirst(new Lot(lot.atMillis(), lot.amount() - part));
      }
    }
    return rest;
  }

  private List<Long> amounts(List<Input> inputs, int event) {
    List<Long> amounts = new ArrayList<>();
    for (Input input : inputs) {
      List<At> entries = new ArrayList<>();
      reading.oracle().take(reading.feature().lane(), input, reading.key(), event, event, entries);
      amounts.addAll(Reading.wholes(Objects.requireNonNull(input.of()), entries));
    }
    return amounts;
  }
}
