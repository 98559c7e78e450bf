package io.mallguard.training.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A model must lose what it knows once its labels mean nothing: drawn by lot among all orders, it
 * ranks by chance; dealt again among the orders of each ring's people, it may still know the people
 * but no longer which of their orders are fraud.
 */
final class ShuffleCheck implements Check {
  private static final double LEAST_TOLERANCE = 0.1;
  private static final int ERRORS = 3;
  private static final long SEED = 11;

  @Override
  public String name() {
    return "shuffled";
  }

  @Override
  public List<Finding> run(Sample sample) {
    Learner learner = Learner.quick(sample);
    int[] train = sample.train();
    boolean[] labels = new boolean[sample.size()];
    for (int i : train) {
      labels[i] = sample.order(i).isFraud();
    }
    Map<Long, String> people = people(sample);
    boolean[] byLot = labels.clone();
    deal(byLot, List.<Integer[]>of(boxed(train)));
    boolean[] inRings = labels.clone();
    deal(inRings, List.copyOf(byRing(sample, people, train).values()));
    Scored told = scores(sample, learner, train, labels);
    return List.of(
        byLot(scores(sample, learner, train, byLot)),
        inRings(told, scores(sample, learner, train, inRings), people));
  }

  private static Scored scores(Sample sample, Learner learner, int[] train, boolean[] labels) {
    return learner.scores(sample.allColumns(), train, sample.test(), i -> labels[i]);
  }

  private static Finding byLot(Scored scored) {
    Area area = scored.area();
    return Finding.of(
        "ROC-AUC with labels dealt by lot",
        area.value(),
        aroundChance(area),
        "standard error " + Band.number(area.error()));
  }

  private static Finding inRings(Scored told, Scored dealt, Map<Long, String> people) {
    Area before = insideRings(told, people);
    Area after = insideRings(dealt, people);
    String words =
        String.format(
            "standard error %s; %s with true labels; PR-AUC over all orders %s after %s",
            Band.number(after.error()),
            Band.number(before.value()),
            Band.number(dealt.averagePrecision()),
            Band.number(told.averagePrecision()));
    return Finding.of(
        "ROC-AUC inside rings with labels dealt inside rings",
        after.value(),
        aroundChance(after),
        words);
  }

  private static Band aroundChance(Area area) {
    double tolerance = Math.max(LEAST_TOLERANCE, ERRORS * area.error());
    return Band.between(0.5 - tolerance, 0.5 + tolerance);
  }

  /** How well fraud ranks above the honest orders of the same ring's people, in the mean. */
  static Area insideRings(Scored scored, Map<Long, String> people) {
    Sample sample = scored.sample();
    List<double[]> rings = new ArrayList<>();
    for (Integer[] ring : places(scored, people).values()) {
      int[] rows = Arrays.stream(ring).mapToInt(at -> scored.rows()[at]).toArray();
      double[] scores = Arrays.stream(ring).mapToDouble(at -> scored.scores()[at]).toArray();
      long fraud = Arrays.stream(rows).filter(row -> sample.order(row).isFraud()).count();
      if (fraud > 0 && fraud < rows.length) {
        rings.add(new double[] {fraud * Area.value(sample, rows, scores), fraud});
      }
    }
    return Area.of(rings);
  }

  private static Map<String, Integer[]> places(Scored scored, Map<Long, String> people) {
    Map<String, List<Integer>> places = new HashMap<>();
    for (int at = 0; at < scored.rows().length; at++) {
      long buyer = scored.sample().order(scored.rows()[at]).facts().buyer();
      if (people.containsKey(buyer)) {
        places.computeIfAbsent(people.getOrDefault(buyer, ""), r -> new ArrayList<>()).add(at);
      }
    }
    return arrays(places);
  }

  /** The ring of everybody who ever cheated. */
  private static Map<Long, String> people(Sample sample) {
    Map<Long, String> people = new HashMap<>();
    for (int i = 0; i < sample.size(); i++) {
      if (sample.order(i).isFraud()) {
        people.putIfAbsent(sample.order(i).facts().buyer(), sample.order(i).group());
      }
    }
    return people;
  }

  private static Map<String, Integer[]> byRing(
      Sample sample, Map<Long, String> people, int[] rows) {
    Map<String, List<Integer>> rings = new HashMap<>();
    for (int row : rows) {
      String ring = people.get(sample.order(row).facts().buyer());
      if (ring != null) {
        rings.computeIfAbsent(ring, r -> new ArrayList<>()).add(row);
      }
    }
    return arrays(rings);
  }

  private static Map<String, Integer[]> arrays(Map<String, List<Integer>> lists) {
    Map<String, Integer[]> arrays = new TreeMap<>();
    lists.forEach((name, list) -> arrays.put(name, list.toArray(Integer[]::new)));
    return arrays;
  }

  private static Integer[] boxed(int[] rows) {
    return Arrays.stream(rows).boxed().toArray(Integer[]::new);
  }

  /** Deals the labels of each group again among it. */
  private static void deal(boolean[] labels, List<Integer[]> groups) {
    Random random = new Random(SEED);
    for (Integer[] group : groups) {
      List<Integer> from = new ArrayList<>(List.of(group));
      Collections.shuffle(from, random);
      boolean[] dealt = new boolean[group.length];
      for (int i = 0; i < group.length; i++) {
        dealt[i] = labels[from.get(i)];
      }
      for (int i = 0; i < group.length; i++) {
        labels[group[i]] = dealt[i];
      }
    }
  }
}
