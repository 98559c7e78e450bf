package io.mallguard.training.check;

import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.truth.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Orders with their rows and what they really were: all of every account that ever cheated, and of
 * one in so many others, each of which counts as many times. Filled once, then only read.
 */
final class Sample {
  private final MallPlan plan;
  private final Months months;
  private final List<String> columns;
  private final List<Integer> graph;
  private final int oneIn;
  private final List<Order> orders = new ArrayList<>();

  /** An order of the sample. Immutable; a class and not a record because it holds an array. */
  static final class Order {
    private final OrderFacts facts;
    private final double[] row;
    private final Truth.Note note;
    private final int label;
    private final int counts;
    private final int month;

    private Order(
        OrderFacts facts, double[] row, Truth.Note note, int label, int counts, int month) {
      this.facts = facts;
      this.row = row;
      this.note = note;
      this.label = label;
      this.counts = counts;
      this.month = month;
    }

    /** The order itself. */
    OrderFacts facts() {
      return facts;
    }

    /** Its features, NaN where missing; not to be changed. */
    double[] row() {
      return row;
    }

    /** What it was. */
    Truth.Note note() {
      return note;
    }

    /** What verdicts say in the end: 1 fraud, 0 not, -1 nothing. */
    int label() {
      return label;
    }

    /** For how many orders it stands. */
    int counts() {
      return counts;
    }

    /** Month since the first, from 0. */
    int month() {
      return month;
    }

    boolean isFraud() {
      return note.isFraud();
    }

    /** Whether it is honest or fraud of one typology. */
    boolean isHonestOr(String typology) {
      return !isFraud() || note.typology().equals(typology);
    }

    /** Who belongs together: the ring, else the buyer. */
    String group() {
      return note.ring().isEmpty() ? "buyer " + facts.buyer() : note.ring();
    }
  }

  Sample(MallPlan plan, List<String> columns, List<Integer> graph, int oneIn) {
    this.plan = plan;
    this.months = Months.of(plan.days());
    this.columns = List.copyOf(columns);
    this.graph = List.copyOf(graph);
    this.oneIn = oneIn;
  }

  void add(OrderFacts facts, double[] row, Truth.Note note, int label, boolean counted) {
    int month = months.of(facts.occurredAtMillis());
    orders.add(new Order(facts, row, note, label, counted ? oneIn : 1, month));
  }

  MallPlan plan() {
    return plan;
  }

  Months months() {
    return months;
  }

  /** Names of the columns. */
  List<String> columns() {
    return columns;
  }

  /** Indexes of the columns that read the graph. */
  List<Integer> graphColumns() {
    return graph;
  }

  /** Indexes of all columns. */
  List<Integer> allColumns() {
    return IntStream.range(0, columns.size()).boxed().toList();
  }

  /** Indexes of the columns that don't read the graph. */
  List<Integer> tabularColumns() {
    return allColumns().stream().filter(c -> !graph.contains(c)).toList();
  }

  /** For how many orders an honest one stands. */
  int oneIn() {
    return oneIn;
  }

  int size() {
    return orders.size();
  }

  Order order(int i) {
    return orders.get(i);
  }

  /** Indexes of the orders that are wanted, in the order of the log. */
  int[] where(IntPredicate wanted) {
    return IntStream.range(0, size()).filter(wanted).toArray();
  }

  /** Typologies of the fraud among some orders, in order. */
  Set<String> typologies(int[] rows) {
    Set<String> typologies = new TreeSet<>();
    for (int row : rows) {
      if (order(row).isFraud()) {
        typologies.add(order(row).note().typology());
      }
    }
    return typologies;
  }

  /** Orders before the test. */
  int[] train() {
    return where(i -> order(i).month() < months.testFrom());
  }

  /** Orders of the test. */
  int[] test() {
    return where(i -> order(i).month() >= months.testFrom());
  }
}
