package io.mallguard.training.pipeline;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Finds the limits of rules, and the score of an alert, that catch most fraud with enough
 * precision, or are most precise where none has enough. Begins twice: with the best limit of each
 * rule by itself, and with nothing but the best single rule, since a good rule among many bad ones
 * is not found by taking away one of them. From both it changes one rule at a time, or switches it
 * off, as long as that is better for all together. That is no search of everything, but what a team
 * does that looks at its rules one by one. One owner thread.
 */
final class RuleSearch {
  private static final int OFF = -1;

  private final List<Rule> tries;
  private final List<BitSet> hits;
  private final BitSet frauds;
  private final int[] counts;
  private final double precision;
  private final Map<String, Integer> chosen = new LinkedHashMap<>();
  private final int[] scores;
  private final int most;
  private long allFrauds;

  /**
   * A search.
   *
   * @param tries rules with each of their limits
   * @param hits per try the rows that it names
   * @param frauds rows that are fraud
   * @param counts for how many rows each stands
   * @param precision share of alerts that must be fraud, in (0, 1)
   */
  RuleSearch(List<Rule> tries, List<BitSet> hits, BitSet frauds, int[] counts, double precision) {
    this.tries = tries;
    this.hits = hits;
    this.frauds = frauds;
    this.counts = counts;
    this.precision = precision;
    this.scores = new int[counts.length];
    tries.forEach(one -> chosen.put(one.id(), OFF));
    this.most = tries.stream().mapToInt(Rule::weight).sum();
    this.allFrauds = frauds.stream().mapToLong(row -> counts[row]).sum();
  }

  RuleTrial.Choice search() {
    for (String id : chosen.keySet()) {
      move(id, best(triesOf(id)));
    }
    Found fromAll = climb();
    chosen.keySet().forEach(id -> move(id, OFF));
    int single = best(IntStream.range(0, tries.size()).boxed().toList());
    move(tries.get(single).id(), single);
    Found fromOne = climb();
    boolean fewer = fromOne.alerts().hits().isBetterThan(fromAll.alerts().hits(), precision);
    Found best = fewer ? fromOne : fromAll;
    return new RuleTrial.Choice(best.chosen(), best.alerts().from());
  }

  /**
   * Where no change of one rule is better.
   *
   * @param chosen tries, at most one of each rule
   */
  private record Found(List<Integer> chosen, Alerts alerts) {}

  private Found climb() {
    Alerts best = alerts();
    for (boolean better = true; better; ) {
      better = false;
      for (String id : chosen.keySet()) {
        Alerts with = change(id, best);
        better |= !with.equals(best);
        best = with;
      }
    }
    return new Found(chosen.values().stream().filter(one -> one != OFF).toList(), best);
  }

  /**
   * What is caught from a score on.
   *
   * @param from the score
   */
  private record Alerts(int from, Hits hits) {}

  /** Changes a rule if that is better than what there is. */
  private Alerts change(String id, Alerts now) {
    Alerts best = now;
    List<Integer> options = new ArrayList<>(triesOf(id));
    options.add(OFF);
    for (int option : options) {
      int before = chosen.getOrDefault(id, OFF);
      move(id, option);
      Alerts with = alerts();
      if (with.hits().isBetterThan(best.hits(), precision)) {
        best = with;
      } else {
        move(id, before);
      }
    }
    return best;
  }

  private List<Integer> triesOf(String id) {
    return IntStream.range(0, tries.size())
        .filter(one -> tries.get(one).id().equals(id))
        .boxed()
        .toList();
  }

  /** The best of some tries, each by itself. */
  private int best(List<Integer> some) {
    int best = some.get(0);
    for (int one : some) {
      best = hits(one).isBetterThan(hits(best), precision) ? one : best;
    }
    return best;
  }

  private Hits hits(int one) {
    long caught = hits.get(one).stream().mapToLong(row -> counts[row]).sum();
    long fraud = hits.get(one).stream().filter(frauds::get).mapToLong(row -> counts[row]).sum();
    return new Hits(caught, fraud, allFrauds);
  }

  private void move(String id, int to) {
    int from = chosen.getOrDefault(id, OFF);
    if (from != OFF) {
      hits.get(from).stream().forEach(row -> scores[row] -= tries.get(from).weight());
    }
    if (to != OFF) {
      hits.get(to).stream().forEach(row -> scores[row] += tries.get(to).weight());
    }
    chosen.put(id, to);
  }

  /** The best score to alert from, the lowest of equals. */
  private Alerts alerts() {
    long[] all = new long[most + 1];
    long[] fraud = new long[most + 1];
    for (int row = 0; row < scores.length; row++) {
      all[scores[row]] += counts[row];
      fraud[scores[row]] += frauds.get(row) ? counts[row] : 0;
    }
    for (int score = most - 1; score > 0; score--) {
      all[score] += all[score + 1];
      fraud[score] += fraud[score + 1];
    }
    Alerts best = new Alerts(1, Hits.NONE);
    for (int from = 1; from <= most; from++) {
      Alerts some = new Alerts(from, new Hits(all[from], fraud[from], allFrauds));
      best = some.hits().isBetterThan(best.hits(), precision) ? some : best;
    }
    return best;
  }
}
