package io.mallguard.training.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;

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
    String name = String.join(" ", args[0], lastOf(rest));
    long rows =
        switch (args[0]) {
          case "generate" -> generate(rest);
          case "duckdb" -> duckdb(rest);
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
