package io.mallguard.features.grouped;

import io.mallguard.features.event.EventType;
import io.mallguard.features.parquet.EventBatches;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.plan.TypePlan;
import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The log of an events folder, read column by column, for plans that look nothing up and mark
 * nothing: what look-ups would attach stays absent. One owner at a time.
 */
public final class ColumnLog implements LogSource {
  private static final int CHUNK_EVENTS = 4096;

  private final Path folder;
  private final List<TypeRows> types = new ArrayList<>();
  private long lastSequence;
  private long lastFoldTimeMillis = Long.MIN_VALUE;

  private ColumnLog(Path folder) {
    this.folder = folder;
  }

  /**
   * Opens a folder at its first event.
   *
   * @throws InvalidInputException if it is damaged
   */
  public static ColumnLog open(EventFolder folder, Plan plan) throws IOException {
    ColumnLog log = new ColumnLog(folder.dir());
    try {
      for (TypePlan type : plan.types()) {
        EventType of = type.type();
        List<Integer> fields = IntStream.range(0, of.fields().size()).boxed().toList();
        List<Integer> lists = IntStream.range(0, of.lists().size()).boxed().toList();
        EventBatches.Chosen chosen = new EventBatches.Chosen(fields, lists);
        log.types.add(new TypeRows(type, folder.batches(of, chosen, CHUNK_EVENTS)));
      }
      return log;
    } catch (IOException | RuntimeException failure) {
      log.close();
      throw failure;
    }
  }

  @Override
  public boolean next(LogBlock block) {
    block.clear();
    while (block.rows() < block.capacity()) {
      TypeRows first = null;
      long until = TypeRows.AT_END;
      for (TypeRows type : types) {
        if (first == null || type.sequence() < first.sequence()) {
          until = first == null ? TypeRows.AT_END : first.sequence();
          first = type;
        } else {
          until = Math.min(until, type.sequence());
        }
      }
      if (first == null || first.sequence() == TypeRows.AT_END) {
        break;
      }
      take(first, until, block);
    }
    return block.rows() > 0;
  }

  /** Takes the rows of one type up to the next row of another. */
  private void take(TypeRows type, long until, LogBlock block) {
    int from = block.rows();
    type.take(until, block);
    for (int row = from; row < block.rows(); row++) {
      long sequence = block.sequence(row);
      long foldTimeMillis = block.foldTimeMillis(row);
      if (sequence <= lastSequence) {
        throw outOfOrder(type, "sequence", sequence, "above " + lastSequence);
      }
      if (foldTimeMillis < lastFoldTimeMillis) {
        throw outOfOrder(type, "fold_time", foldTimeMillis, "at least " + lastFoldTimeMillis);
      }
      lastSequence = sequence;
      lastFoldTimeMillis = foldTimeMillis;
    }
  }

  private InvalidInputException outOfOrder(TypeRows type, String column, long found, String legal) {
    String place = folder.resolve(type.name()) + " column " + column;
    return InvalidInputException.of(
        folder.toString(), new Problem(place, "out_of_order", "" + found, legal));
  }

  @Override
  public void close() throws IOException {
    for (TypeRows type : types) {
      type.close();
    }
  }
}
