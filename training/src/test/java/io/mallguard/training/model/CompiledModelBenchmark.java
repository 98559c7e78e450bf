package io.mallguard.training.model;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Single-row scores: the compiled model against Tribuo's own predict, p50 and p99 in one run. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class CompiledModelBenchmark {
  /** The model that is measured. */
  @Param({"boosting", "logistic", "tree"})
  public String family = "boosting";

  private final TrainingRows rows = SyntheticRows.of(20_000, 1);
  private TrainedClassifier model = recipe().train(rows, 1, 1);
  private int next;

  private ClassifierRecipe recipe() {
    return switch (family) {
      case "logistic" -> new LogisticRecipe(3, 1, 1);
      case "tree" -> new TreeRecipe(6, 5);
      default -> new BoostingRecipe(100, 0.1, 6, 1, 1, 1, 1);
    };
  }

  /** Trains the chosen family. */
  @Setup
  public void train() {
    model = recipe().train(rows, 1, 1);
  }

  private double[] row() {
    next = next + 1 == rows.size() ? 0 : next + 1;
    return rows.row(next);
  }

  /** The flat arrays. */
  @Benchmark
  public double compiled() {
    return model.compiled().score(row());
  }

  /** Tribuo, the example built per row as a caller would have to. */
  @Benchmark
  public double tribuo() {
    return model.tribuoProbability(row());
  }
}
