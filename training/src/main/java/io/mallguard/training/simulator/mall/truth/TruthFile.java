package io.mallguard.training.simulator.mall.truth;

import io.mallguard.features.event.Event;
import io.mallguard.features.parquet.Column;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.TableWriter;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import io.mallguard.training.simulator.mall.plan.Level;
import io.mallguard.training.simulator.mall.plan.MallPlan;
import io.mallguard.training.simulator.mall.plan.MallSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Writes what really was: one row per event that is not simply honest. Nothing stands under the
 * file's name before {@link #commit}, and nothing stays there without {@link #keep()}: truth
 * without its events is none. One owner thread.
 */
public final class TruthFile implements AutoCloseable {
  /** Name of the file in its folder. */
  public static final String NAME = "truth.parquet";

  /** Its columns, named as in the documentation. */
  public static final List<Column> COLUMNS =
      List.of(
          Column.required("event_id", Column.Kind.TEXT),
          Column.required("event_type", Column.Kind.TEXT),
          Column.required("own_id", Column.Kind.TEXT),
          Column.required("occurred_at", Column.Kind.TIME),
          Column.required("is_fraud", Column.Kind.BOOL),
          Column.optional("typology", Column.Kind.TEXT),
          Column.optional("variant", Column.Kind.TEXT),
          Column.optional("ring_id", Column.Kind.LONG),
          Column.optional("agent_id", Column.Kind.LONG),
          Column.optional("discipline", Column.Kind.REAL),
          Column.optional("planned_chain_id", Column.Kind.LONG),
          Column.optional("chain_step", Column.Kind.LONG),
          Column.optional("counterfactual_amount_minor", Column.Kind.LONG),
          Column.optional("hard_negative_id", Column.Kind.TEXT));

  private static final String SIZE = "mallguard.size";
  private static final String LEVEL = "mallguard.level";
  private static final String SEED = "mallguard.seed";
  private static final String MEASURES = "mallguard.measures";
  private static final String EVENTS = "mallguard.events";

  private final Path folder;
  private final TableWriter table;
  private boolean kept;

  private TruthFile(Path folder, TableWriter table) {
    this.folder = folder;
    this.table = table;
  }

  /** Starts the file in a folder, which is made if need be. */
  public static TruthFile create(Path folder, MallPlan plan) throws IOException {
    Files.createDirectories(folder);
    Map<String, String> properties =
        Map.of(
            SIZE, plan.size().name(),
            LEVEL, plan.level().name(),
            SEED, Long.toString(plan.seed()),
            MEASURES, Boolean.toString(plan.measures()));
    return new TruthFile(folder, TableWriter.create(folder.resolve(NAME), COLUMNS, properties));
  }

  /**
   * The plan that a file's properties name.
   *
   * @throws InvalidInputException if they name none
   */
  public static MallPlan plan(Map<String, String> properties, Path file) {
    try {
      return new MallPlan(
          MallSize.valueOf(properties.getOrDefault(SIZE, "")),
          Level.valueOf(properties.getOrDefault(LEVEL, "")),
          Long.parseLong(properties.getOrDefault(SEED, "")),
          Boolean.parseBoolean(properties.getOrDefault(MEASURES, "")));
    } catch (IllegalArgumentException other) {
      String legal = "a plan; simulate again with this version";
      throw InvalidInputException.of(
          "truth", new Problem(file.toString(), "no_plan", "no plan in its footer", legal));
    }
  }

  /**
   * Checks that a file's properties name the events it is about.
   *
   * @throws InvalidInputException if they name others or, as those of earlier versions, none
   */
  public static void requireEvents(Map<String, String> properties, Path file, EventFolder events) {
    String named = properties.getOrDefault(EVENTS, "");
    if (!named.equals(events.digest())) {
      String found =
          named.isEmpty()
              ? "a truth that does not say of which events it is"
              : "the truth of events with digest " + named;
      String legal =
          "the truth that simulate wrote beside %s, whose digest is %s; else simulate again"
              .formatted(events.dir(), events.digest());
      throw InvalidInputException.of(
          "truth", new Problem(file.toString(), "foreign_truth", found, legal));
    }
  }

  /** Writes down what an event was. */
  public void write(Event event, Tag tag) throws IOException {
    table.text(0, event.id());
    table.text(1, event.type().name());
    table.text(2, event.subjectId());
    table.number(3, event.occurredAtMillis());
    table.number(4, tag.isFraud() ? 1 : 0);
    if (tag.typology() != Typology.NONE) {
      offence(tag);
    }
    table.text(13, tag.hardNegative().isEmpty() ? null : tag.hardNegative());
    table.endRow();
  }

  private void offence(Tag tag) {
    table.text(5, tag.typology().name());
    table.text(6, tag.variant().isEmpty() ? null : tag.variant());
    if (tag.ring() >= 0) {
      table.number(7, tag.ring());
    }
    table.number(8, tag.agent());
    table.real(9, tag.discipline());
    table.number(10, tag.chain());
    table.number(11, tag.step());
    table.number(12, tag.plannedMinor());
  }

  /**
   * Finishes the file and puts it under its name.
   *
   * @param eventsDigest digest of the events folder that it is about
   */
  public void commit(String eventsDigest) throws IOException {
    table.property(EVENTS, eventsDigest);
    table.commit();
  }

  /** The events are in their place too. */
  public void keep() {
    kept = true;
  }

  /** Throws away what was written, unless it is kept. */
  @Override
  public void close() throws IOException {
    try {
      table.close();
    } finally {
      if (!kept) {
        Files.deleteIfExists(folder.resolve(NAME));
        deleteEmptyFolder();
      }
    }
  }

  private void deleteEmptyFolder() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      if (left.findAny().isPresent()) {
        return;
      }
    }
    Files.delete(folder);
  }
}
