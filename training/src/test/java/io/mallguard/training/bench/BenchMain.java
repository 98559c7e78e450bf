package io.mallguard.training.bench;

import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.spec.FeatureSpec;
import io.mallguard.features.spec.SpecReader;
import io.mallguard.training.history.RowExtraction;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Stream;

/** One piece of the benchmark per process; see {@code training/src/test/bench}. */
public final class BenchMain {
  private static final long SEED = 20_260_101;

  private BenchMain() {}

  /**
   * Does one piece and prints what it used.
   *
   * @param args the piece, then its own arguments
   */
  public static void main(String[] args) throws IOException, SQLException {
    String[] rest = Arrays.copyOfRange(args, 1, args.length);
    String name = args[0].equals("same") ? "sample" : String.join(" ", args[0], lastOf(rest));
    long rows =
        switch (args[0]) {
          case "generate" -> generate(rest);
          case "duckdb" -> duckdb(rest);
          case "rows" -> rows(rest);
          case "spec" -> spec(rest);
          case "floors" -> floors(rest);
          case "same" -> Same.check(Path.of(rest[0]), Path.of(rest[1]));
          default -> throw new IllegalArgumentException(args[0] + ": no such piece");
        };
    ProcessUse.now().print(name.replace(' ', '_'), rows);
  }

  private static String lastOf(String[] rest) {
    return String.join(" ", Arrays.copyOfRange(rest, 1, rest.length));
  }

  /** FOLDER EVENTS HOT_SHOP_SHARE. */
  private static long generate(String[] args) throws IOException {
    long events = Long.parseLong(args[1]);
    new BenchWorld(events, Double.parseDouble(args[2]), SEED).write(Path.of(args[0]));
    return events;
  }

  /** FOLDER memory|parquet FEATURES THREADS. */
  private static long rows(String[] args) throws IOException {
    Path events = Path.of(args[0]).toAbsolutePath();
    EventFolder folder = EventFolder.open(events);
    String yaml = BenchSpec.yaml(Integer.parseInt(args[2]));
    FeatureSpec spec = SpecReader.parse(yaml, "bench spec", folder.schema());
    RowExtraction extraction =
        RowExtraction.of(folder, spec, Progress.on(System.err)).on(Integer.parseInt(args[3]));
    if (args[1].equals("memory")) {
      return extraction.toMatrix().size();
    }
    Path out = events.resolveSibling("rows-" + args[2]);
    delete(out);
    return extraction.toFolder(out);
  }

  /** FILE FEATURES. */
  private static long spec(String[] args) throws IOException {
    Files.writeString(Path.of(args[0]), BenchSpec.yaml(Integer.parseInt(args[1])));
    return Integer.parseInt(args[1]);
  }

  /** FOLDER FEATURES. */
  private static long floors(String[] args) throws IOException {
    EventFolder folder = EventFolder.open(Path.of(args[0]).toAbsolutePath());
    String yaml = BenchSpec.yaml(Integer.parseInt(args[1]));
    FeatureSpec spec = SpecReader.parse(yaml, "bench spec", folder.schema());
    new GroupedFloor(folder, spec.plan()).run();
    return new Floors(folder, spec).run();
  }

  private static void delete(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  /** FOLDER exact|range memory|parquet FEATURES THREADS. */
  private static long duckdb(String[] args) throws IOException, SQLException {
    Path events = Path.of(args[0]).toAbsolutePath();
    boolean exact = args[1].equals("exact");
    BenchSql sql = new BenchSql(exact, BenchSpec.features(Integer.parseInt(args[3])));
    DuckDbPeer peer = new DuckDbPeer(events, sql, Integer.parseInt(args[4]));
    return args[2].equals("memory")
        ? peer.toMemory()
        : peer.toParquet(events.resolveSibling("duckdb-" + args[1] + ".parquet"));
  }
}
