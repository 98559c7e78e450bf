package io.mallguard.training.truth;

import io.mallguard.features.event.IdHash;
import io.mallguard.features.parquet.Column;
import io.mallguard.features.parquet.TableReader;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.simulator.mall.truth.TruthFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the events of one type of a simulated mall really were. Immutable. */
public final class Truth {
  private static final List<String> NAMES = TruthFile.COLUMNS.stream().map(Column::name).toList();

  private final Map<Long, Deed> deeds;
  private final MallPlan plan;

  private Truth(Map<Long, Deed> deeds, MallPlan plan) {
    this.deeds = deeds;
    this.plan = plan;
  }

  /**
   * Reads the truth folder of a simulation.
   *
   * @param eventType whose events are wanted
   * @throws InvalidInputException if it holds no such file
   */
  public static Truth read(Path folder, String eventType) throws IOException {
    Path file = folder.resolve(TruthFile.NAME);
    if (!Files.exists(file)) {
      String legal = "what simulate --size wrote";
      throw InvalidInputException.of(
          "truth", new Problem(file.toString(), "missing_file", "nothing", legal));
    }
    try (TableReader table = TableReader.open(file, TruthFile.COLUMNS)) {
      MallPlan plan = TruthFile.plan(table.properties(), file);
      Map<Long, Deed> deeds = new HashMap<>();
      Map<Deed, Deed> once = new HashMap<>();
      while (table.advance()) {
        if (text(table, "event_type").equals(eventType)) {
          Deed deed = deed(table);
          deeds.put(IdHash.of(text(table, "event_id")), once.computeIfAbsent(deed, d -> d));
        }
      }
      return new Truth(deeds, plan);
    }
  }

  private static Deed deed(TableReader table) {
    return new Deed(
        table.number(NAMES.indexOf("is_fraud")) == 1,
        text(table, "typology"),
        text(table, "variant"),
        number(table, "ring_id"),
        number(table, "agent_id"),
        table.has(NAMES.indexOf("discipline")) ? table.real(NAMES.indexOf("discipline")) : 0,
        text(table, "hard_negative_id"));
  }

  private static String text(TableReader table, String column) {
    @Nullable String text = table.text(NAMES.indexOf(column));
    return text == null ? "" : text;
  }

  private static long number(TableReader table, String column) {
    int index = NAMES.indexOf(column);
    return table.has(index) ? table.number(index) : -1;
  }

  /** What an event was. */
  public Deed of(String eventId) {
    return deeds.getOrDefault(IdHash.of(eventId), Deed.HONEST);
  }

  /** What was simulated. */
  public MallPlan plan() {
    return plan;
  }
}
