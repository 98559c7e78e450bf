package io.mallguard.training.truth;

import io.mallguard.features.event.IdHash;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.TableReader;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.simulator.mall.truth.TruthFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the events of a simulated mall really were. Immutable. */
public final class Truth {
  private final Map<Integer, Map<Long, Note>> byType;
  private final MallPlan plan;

  private Truth(Map<Integer, Map<Long, Note>> byType, MallPlan plan) {
    this.byType = byType;
    this.plan = plan;
  }

  /**
   * What is noted about an event.
   *
   * @param isFraud whether it was cash-out
   * @param typology T1 to T10, empty if it was honest
   * @param variant a way of doing it with a name of its own, else empty
   * @param ring who did it together, empty if it was honest
   * @param discipline how careful they are, from 0 to 1
   * @param hardNegative H1 to H16 if it was honest and looks wrong, else empty
   */
  public record Note(
      boolean isFraud,
      String typology,
      String variant,
      String ring,
      double discipline,
      String hardNegative) {
    /** Nothing to say. */
    public static final Note HONEST = new Note(false, "", "", "", 0, "");
  }

  /**
   * Reads the truth folder of a simulation.
   *
   * @param events what it is the truth of
   * @throws InvalidInputException if there is no truth in the folder, or it is that of other events
   */
  public static Truth read(Path folder, EventFolder events) throws IOException {
    Path file = folder.resolve(TruthFile.NAME);
    if (!Files.isRegularFile(file)) {
      String legal = "a folder with " + TruthFile.NAME + ", as simulate writes it";
      throw InvalidInputException.of(
          "--truth", new Problem("--truth", "no_truth", folder.toString(), legal));
    }
    Map<Integer, Map<Long, Note>> byType = new HashMap<>();
    Map<Note, Note> once = new HashMap<>();
    try (TableReader table = TableReader.open(file, TruthFile.COLUMNS)) {
      TruthFile.requireEvents(table.properties(), file, events);
      while (table.advance()) {
        String type = Optional.ofNullable(table.text(1)).orElse("");
        Note note = once.computeIfAbsent(note(table), same -> same);
        events
            .schema()
            .eventType(type)
            .ifPresent(
                of ->
                    byType
                        .computeIfAbsent(of.index(), index -> new HashMap<>())
                        .put(IdHash.of(Optional.ofNullable(table.text(2)).orElse("")), note));
      }
      return new Truth(byType, TruthFile.plan(table.properties(), file));
    }
  }

  private static Note note(TableReader table) {
    String typology = Optional.ofNullable(table.text(5)).orElse("");
    String variant = Optional.ofNullable(table.text(6)).orElse("");
    String hardNegative = Optional.ofNullable(table.text(13)).orElse("");
    double discipline = table.has(9) ? table.real(9) : 0;
    String ring = table.has(7) ? "ring " + table.number(7) : "";
    String alone = table.has(8) ? "agent " + table.number(8) : "";
    return new Note(
        table.number(4) == 1,
        typology,
        variant,
        ring.isEmpty() ? alone : ring,
        discipline,
        hardNegative);
  }

  /** What was simulated. */
  public MallPlan plan() {
    return plan;
  }

  /**
   * What is noted about an event; honest if nothing is.
   *
   * @param type index of its type
   * @param ownId see {@link io.mallguard.features.event.Event#ownId()}
   */
  public Note of(int type, long ownId) {
    return byType.getOrDefault(type, Map.of()).getOrDefault(ownId, Note.HONEST);
  }
}
