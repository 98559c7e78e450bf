package io.mallguard.training.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A model must lose what it knows once its labels mean nothing: drawn by lot among all orders, it
 * ranks by chance; dealt again among the orders of each ring's people, it no longer knows which of
 * them are fraud. The second is shown nobody else's orders: what gives offenders away among all may
 * give away their fraud, too.
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
    List<List<Integer>> rings = evenRings(sample, people, train);
    boolean[] inRings = labels.clone();
    rings.forEach(ring -> deal(ring, inRings));
    int[] theirs = rings.stream().flatMap(List::stream).mapToInt(i -> i).toArray();
    return List.of(
        byLot(scores(learner, train, drawn(sample, train, labels))),
        inRings(scores(learner, theirs, labels), scores(learner, theirs, inRings), people));
  }

  private static Scored scores(Learner learner, int[] train, boolean[] labels) {
    Sample sample = learner.sample();
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
            "standard error %s; %s with true labels",
            Band.number(after.error()), Band.number(before.value()));
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
    for (List<Integer> ring : places(scored, people).values()) {
      int[] rows = ring.stream().mapToInt(at -> scored.rows()[at]).toArray();
      double[] scores = ring.stream().mapToDouble(at -> scored.scores()[at]).toArray();
      long fraud = IntStream.of(rows).filter(row -> sample.order(row).isFraud()).count();
      if (fraud > 0 && fraud < rows.length) {
        rings.add(new double[] {fraud * Area.value(sample, rows, scores), fraud});
      }
    }
    return Area.of(rings);
  }

  private static Map<String, List<Integer>> places(Scored scored, Map<Long, String> people) {
    Map<String, List<Integer>> places = new TreeMap<>();
    for (int at = 0; at < scored.rows().length; at++) {
      String ring = people.get(scored.sample().order(scored.rows()[at]).facts().buyer());
      if (ring != null) {
        places.computeIfAbsent(ring, r -> new ArrayList<>()).add(at);
      }
    }
    return places;
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

  /**
   * Of each ring as much fraud as honest orders of its people: if one ring cheated more than
   * another, what tells them apart would tell fraud.
   */
  private static List<List<Integer>> evenRings(
      Sample sample, Map<Long, String> people, int[] rows) {
    Map<String, Halves> rings = new TreeMap<>();
    for (int row : rows) {
      String ring = people.get(sample.order(row).facts().buyer());
      if (ring != null) {
        Halves halves = rings.computeIfAbsent(ring, r -> Halves.empty());
        (sample.order(row).isFraud() ? halves.fraud : halves.honest).add(row);
      }
    }
    Random random = new Random(SEED);
    return rings.values().stream().map(halves -> halves.even(random)).toList();
  }

  /** Orders of one ring's people. */
  private record Halves(List<Integer> fraud, List<Integer> honest) {
    static Halves empty() {
      return new Halves(new ArrayList<>(), new ArrayList<>());
    }

    /** As many of each as there are of the rarer, drawn by lot and mixed. */
    List<Integer> even(Random random) {
      Collections.shuffle(fraud, random);
      Collections.shuffle(honest, random);
      int half = Math.min(fraud.size(), honest.size());
      List<Integer> even = new ArrayList<>(fraud.subList(0, half));
      even.addAll(honest.subList(0, half));
      Collections.shuffle(even, random);
      return even;
    }
  }

  /** As much fraud as there was, any order as likely as any other, also those one stands for. */
  private static boolean[] drawn(Sample sample, int[] rows, boolean[] labels) {
    boolean[] dealt = new boolean[labels.length];
    Random random = new Random(SEED);
    long orders = IntStream.of(rows).mapToLong(i -> sample.order(i).counts()).sum();
    long frauds = IntStream.of(rows).filter(i -> labels[i]).count();
    for (int i : rows) {
      int counts = sample.order(i).counts();
      dealt[i] = random.nextDouble() * orders < (double) counts * frauds;
      frauds -= dealt[i] ? 1 : 0;
      orders -= counts;
    }
    return dealt;
  }

  /** The first half of a mixed ring is called fraud. */
  private static void deal(List<Integer> ring, boolean[] labels) {
    for (int i = 0; i < ring.size(); i++) {
      labels[ring.get(i)] = i < ring.size() / 2;
    }
  }
}
