package io.mallguard.training.drift;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A measure with its adjusted p-value and what it comes to. Immutable.
 *
 * @param measure the measure
 * @param q its p-value adjusted within its family
 * @param lastMonth whether the month before already reached amber, with evidence
 * @param state what it comes to
 */
record Judged(Measure measure, double q, boolean lastMonth, State state) {
  /**
   * Judges the measures of one family.
   *
   * @param before what the month before came to, by id; empty if it is not known
   */
  static List<Judged> family(List<Measure> measures, Map<String, Judged> before) {
    double[] q = BenjaminiHochberg.adjust(measures.stream().mapToDouble(Measure::p).toArray());
    List<Judged> judged = new ArrayList<>();
    for (int i = 0; i < q.length; i++) {
      Measure measure = measures.get(i);
      Judged earlier = before.get(measure.id());
      boolean lastMonth = earlier != null && earlier.reachesAmber();
      judged.add(new Judged(measure, q[i], lastMonth, state(measure, q[i], lastMonth)));
    }
    return judged;
  }

  private static State state(Measure measure, double q, boolean lastMonth) {
    Limits limits = measure.limits();
    if (q >= Limits.EVIDENCE) {
      return State.GREEN;
    }
    if (measure.effect() >= limits.red()) {
      return State.RED;
    }
    double needed = lastMonth ? limits.amber() : limits.amber() * Limits.AMBER_AT_ONCE;
    return measure.effect() >= needed ? State.AMBER : State.GREEN;
  }

  /** Whether effect and evidence are amber at least, wherever the month before stood. */
  boolean reachesAmber() {
    return measure.effect() >= measure.limits().amber() && q < Limits.EVIDENCE;
  }
}
