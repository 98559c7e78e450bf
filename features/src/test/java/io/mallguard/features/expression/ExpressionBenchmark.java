package io.mallguard.features.expression;

import io.mallguard.features.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One evaluation of an expression over events that differ, beside the same formula in plain Java
 * and beside a checkerboard of other expressions, without which the compiler sees through every
 * closure as it never does in a real spec.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ExpressionBenchmark {
  private static final int EVENTS = 1024;

  /** The expression. */
  @Param({
    "std > 0.0 ? (double(amount) - mean) / std : nan",
    "ratio(mean, std)",
    "shrunk(mean, n, ratio(std, since), 5.0)",
    "kind == 'gift_card' && amount >= 100 ? 1.0 : 0.0",
    "local_hour(occurred_at) < 6 ? 1 : 0"
  })
  public String text = "0.0";

  /** Whether many other expressions ran before. */
  @Param({"false", "true"})
  public boolean others;

  private final long[][] slots = new long[EVENTS][];
  private final double[][] rows = new double[EVENTS][];
  private Real value = (s, r) -> 0;

  /** Compiles the expressions and makes the events. */
  @Setup
  public void compile() {
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < EVENTS; i++) {
      slots[i] = Sample.absentSlots();
      slots[i][Sample.slot("amount")] = random.nextLong(1000);
      slots[i][Sample.slot("kind")] = random.nextInt(3);
      slots[i][Sample.slot("occurred_at")] = 1_700_000_000_000L + random.nextLong(1L << 35);
      rows[i] = random.doubles(Sample.COLUMNS.size(), 0, 1000).toArray();
    }
    value = real(text);
    if (others) {
      runOthers(random);
    }
  }

  private static Real real(String text) {
    Scope scope = Sample.scope().build();
    return Expressions.real(Sample.node(text, new Problems()), scope).orElseThrow().value();
  }

  private void runOthers(SplittableRandom random) {
    List<Real> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      all.add(real(new RandomTrees(random, List.of()).next(TreeType.REAL, 3).text()));
    }
    double sum = 0;
    for (int round = 0; round < 100; round++) {
      for (int i = 0; i < EVENTS; i++) {
        for (Real other : all) {
          sum += other.at(slots[i], rows[i]);
        }
      }
    }
    if (sum == 1) {
      throw new IllegalStateException("kept alive");
    }
  }

  /** The closures. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public double closures() {
    double sum = 0;
    for (int i = 0; i < EVENTS; i++) {
      sum += value.at(slots[i], rows[i]);
    }
    return sum;
  }

  /** The z-score as a person would write it. */
  @Benchmark
  @OperationsPerInvocation(EVENTS)
  public double plainJava() {
    double sum = 0;
    for (int i = 0; i < EVENTS; i++) {
      sum += zScore(slots[i], rows[i]);
    }
    return sum;
  }

  private static double zScore(long[] slots, double[] row) {
    double std = row[1];
    return std > 0 ? (slots[1] - row[0]) / std : Double.NaN;
  }
}
