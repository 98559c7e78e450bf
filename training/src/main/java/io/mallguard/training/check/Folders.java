package io.mallguard.training.check;

import io.mallguard.features.parquet.EventFolder;
import io.mallguard.training.progress.Progress;
import io.mallguard.training.simulator.mall.MallSimulator;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Temporary folders that are gone once they are closed, and other malls in them. */
record Folders(Path root) implements AutoCloseable {
  static Folders create() throws IOException {
    return new Folders(Files.createTempDirectory("mallguard-check-"));
  }

  /** Simulates another mall. */
  EventFolder simulate(MallPlan plan, String name, Progress progress) throws IOException {
    Path dir = root.resolve(name);
    new MallSimulator(plan).writeTo(dir.resolve("events"), dir.resolve("truth"), progress);
    return EventFolder.open(dir.resolve("events"));
  }

  /** Removes a folder, if it is there. */
  void clear(String name) throws IOException {
    Path dir = root.resolve(name);
    if (!Files.exists(dir)) {
      return;
    }
    try (Stream<Path> inside = Files.walk(dir)) {
      List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.delete(path);
      }
    }
  }

  @Override
  public void close() throws IOException {
    clear("");
  }
}
