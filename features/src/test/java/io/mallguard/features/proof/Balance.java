package io.mallguard.features.proof;

import io.mallguard.features.proof.Spec.Input;
import io.mallguard.features.proof.Spec.Level;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A running balance: what an entity's events set, add and subtract, in log order. It is 0 before
 * the first; an event that could count in several ways counts in the first.
 */
record Balance(Reading reading, Level level) {
  /** The balance from an instant on. */
  private record Step(long atMillis, long value) {}

  double value() {
    List<Step> steps = steps();
    if (steps.size() == 1) {
      return Double.NaN;
    }
    return switch (level.read()) {
      case "now" -> steps.get(steps.size() - 1).value();
      case "min" -> min(steps);
      case "time_mean" -> timeMean(steps);
      default -> minDayEnd(steps);
    };
  }

  private List<Step> steps() {
    Timeline log = reading.oracle().log();
    List<Step> steps = new ArrayList<>();
    steps.add(new Step(Long.MIN_VALUE, 0));
    long balance = 0;
    long touchedMillis = Long.MAX_VALUE;
    for (int event = 0; event <= reading.event(); event++) {
      if (ttlMillis() > 0 && log.foldTimeMillis(event) - ttlMillis() > touchedMillis) {
        steps.subList(1, steps.size()).clear();
        balance = 0;
      }
      if (event == reading.event() && !reading.feature().includeCurrent()) {
        break;
      }
      if (ttlMillis() > 0
          && reading.oracle().isTouched(reading.feature().lane(), reading.key(), event)) {
        touchedMillis = log.foldTimeMillis(event);
      }
      for (Change change : changes(event)) {
        balance = change.sets() ? change.amount() : balance + change.amount();
        balance = level.floored() ? Math.max(balance, 0) : balance;
        steps.add(new Step(log.foldTimeMillis(event), balance));
      }
    }
    return steps;
  }

  /** State that nothing touched for longer is empty. */
  private long ttlMillis() {
    long ttl = reading.oracle().spec().ttlMillis(reading.feature().lane());
    return ttl == Span.LIFE ? 0 : ttl;
  }

  private record Change(boolean sets, long amount) {}

  private List<Change> changes(int event) {
    List<Change> changes = new ArrayList<>();
    for (String source : reading.feature().lane().events()) {
      List<Change> ways = new ArrayList<>();
      level.set().ifPresent(set -> add(source, set, event, true, 1, ways));
      level.add().forEach(add -> add(source, add, event, false, 1, ways));
      level.sub().forEach(sub -> add(source, sub, event, false, -1, ways));
      ways.stream().findFirst().ifPresent(changes::add);
    }
    return changes;
  }

  private void add(
      String source, Input input, int event, boolean sets, long sign, List<Change> changes) {
    if (!input.event().equals(source)) {
      return;
    }
    List<At> entries = new ArrayList<>();
    reading
        .oracle()
        .take(reading.feature().lane(), input, reading.key(), event, reading.event(), entries);
    for (long amount : Reading.wholes(Objects.requireNonNull(input.of()), entries)) {
      changes.add(new Change(sets, sign * amount));
    }
  }

  private long nowMillis() {
    return reading.oracle().log().foldTimeMillis(reading.event());
  }

  private long startMillis() {
    return nowMillis() - reading.lengthMillis();
  }

  /** The least value in the window, the one it began with included. */
  private double min(List<Step> steps) {
    long start = startMillis();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < steps.size(); i++) {
      boolean carriedIn = i + 1 == steps.size() || steps.get(i + 1).atMillis() > start;
      if (steps.get(i).atMillis() > start || carriedIn) {
        least = Math.min(least, steps.get(i).value());
      }
    }
    return least;
  }

  /** Area under the balance in the window over the window's length. */
  private double timeMean(List<Step> steps) {
    long now = nowMillis();
    long start = startMillis();
    BigInteger area = BigInteger.ZERO;
    for (int i = 0; i < steps.size(); i++) {
      long from = Math.max(start, steps.get(i).atMillis());
      long to = i + 1 == steps.size() ? now : steps.get(i + 1).atMillis();
      if (to > from) {
        area =
            area.add(
                BigInteger.valueOf(steps.get(i).value()).multiply(BigInteger.valueOf(to - from)));
      }
    }
    return area.doubleValue() / reading.lengthMillis();
  }

  /** The least value at a local midnight in the window. */
  private double minDayEnd(List<Step> steps) {
    double least = Double.NaN;
    ZonedDateTime midnight =
        Instant.ofEpochMilli(nowMillis()).atZone(Functions.ZONE).truncatedTo(ChronoUnit.DAYS);
    while (midnight.toInstant().toEpochMilli() > startMillis()) {
      long at = midnight.toInstant().toEpochMilli();
      long value = 0;
      for (Step step : steps) {
        value = step.atMillis() < at ? step.value() : value;
      }
      least = Double.isNaN(least) ? value : Math.min(least, (double) value);
      midnight = midnight.minusDays(1);
    }
    return least;
  }
}
