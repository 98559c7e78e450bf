package io.mallguard.features.proof;

import io.mallguard.features.proof.Spec.Fifo;
import io.mallguard.features.proof.Spec.Input;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/**
 * Inflows of a window matched with its outflows, oldest first: what leaves the window is no longer
 * open; at most 64 inflows are.
 */
record Flows(Reading reading, Fifo fifo) {
  private static final int MAX_OPEN = 64;

  private record Lot(long atMillis, long amount) {}

  double value() {
    Timeline log = reading.oracle().log();
    long start = log.foldTimeMillis(reading.event()) - reading.lengthMillis();
    Bins dwell = new Bins(true);
    Deque<Lot> open = new ArrayDeque<>();
    for (int event = 0; event <= reading.event(); event++) {
      if (event == reading.event() && !reading.feature().includeCurrent()) {
        break;
      }
      long now = log.foldTimeMillis(event);
      open.removeIf(lot -> lot.atMillis() <= now - reading.lengthMillis());
      for (String source : reading.feature().lane().events()) {
        long in = amount(source, fifo.in(), event);
        long out = in == 0 ? amount(source, fifo.out(), event) : 0;
        open(open, now, in);
        match(open, out, now, now > start ? dwell : new Bins(true));
      }
    }
    open.removeIf(lot -> lot.atMillis() <= start);
    return fifo.read().equals("unmatched")
        ? open.stream().mapToLong(Lot::amount).sum()
        : dwell.total() == 0 ? Double.NaN : dwell.quantile(0.5);
  }

  private static void open(Deque<Lot> open, long now, long amount) {
    if (amount > 0) {
      open.addLast(new Lot(now, amount));
    }
    if (open.size() > MAX_OPEN) {
      open.removeFirst();
    }
  }

  private static void match(Deque<Lot> open, long amount, long now, Bins dwell) {
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
  }

  private long amount(String source, List<Input> inputs, int event) {
    List<At> entries = new ArrayList<>();
    for (Input input : inputs) {
      if (input.event().equals(source)) {
        reading
            .oracle()
            .take(reading.feature().lane(), input, reading.key(), event, event, entries);
      }
    }
    return entries.isEmpty()
        ? 0
        : Reading.wholes(Objects.requireNonNull(inputs.get(0).of()), entries).stream()
            .findFirst()
            .orElse(0L);
  }
}
