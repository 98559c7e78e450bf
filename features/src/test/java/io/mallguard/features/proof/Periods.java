package io.mallguard.features.proof;

import io.mallguard.features.proof.Spec.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** A number per local day, month or year. */
record Periods(Reading reading, Period period) {

  double value() {
    long now = number(reading.oracle().log().foldTimeMillis(reading.event()));
    TreeMap<Long, Long> kept = new TreeMap<>();
    TreeMap<Long, Long> greatest = new TreeMap<>();
    for (At entry : reading.entries(period.where(), Span.LIFE)) {
      Long value = period.of().whole(entry);
      long number = number(entry.foldTimeMillis());
      if (value != null && number >= now - period.periods()) {
        keep(kept, greatest, number, value, entry.foldTimeMillis());
      }
    }
    return read(kept, now);
  }

  private void keep(
      TreeMap<Long, Long> kept, TreeMap<Long, Long> greatest, long number, long value, long at) {
    boolean greater = value > greatest.getOrDefault(number, Long.MIN_VALUE);
    greatest.merge(number, value, Math::max);
    switch (period.keep()) {
      case "sum" -> kept.merge(number, value, Long::sum);
      case "max" -> kept.merge(number, value, Math::max);
      case "last" -> kept.put(number, value);
      default -> {
        if (greater) {
          kept.put(number, at);
        }
      }
    }
  }

  private double read(TreeMap<Long, Long> kept, long now) {
    List<Long> values = new ArrayList<>(kept.values());
    return switch (period.read()) {
      case "now" -> now(kept, now);
      case "mean" -> values.isEmpty() ? Double.NaN : Exact.mean(values);
      case "std" -> Exact.std(values);
      case "min" -> values.stream().mapToDouble(v -> v).min().orElse(Double.NaN);
      default -> gapStdDays(values);
    };
  }

  /** A sum of nothing is 0. */
  private double now(TreeMap<Long, Long> kept, long now) {
    Long value = kept.get(now);
    double empty = period.keep().equals("sum") ? 0 : Double.NaN;
    return value == null ? empty : (double) value;
  }

  private static double gapStdDays(List<Long> times) {
    List<Long> gaps = new ArrayList<>();
    for (int i = 1; i < times.size(); i++) {
      gaps.add(times.get(i) - times.get(i - 1));
    }
    return Exact.std(gaps) / Span.DAY;
  }

  private long number(long millis) {
    LocalDate date = Instant.ofEpochMilli(millis).atZone(Functions.ZONE).toLocalDate();
    return switch (period.period()) {
      case "day" -> date.toEpochDay();
      case "month" -> date.getYear() * 12L + date.getMonthValue();
      default -> date.getYear();
    };
  }
}
