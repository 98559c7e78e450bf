package io.mallguard.features.grouped;

import io.mallguard.features.event.Field;
import io.mallguard.features.plan.Plan;
import io.mallguard.features.plan.TypePlan;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Sorts blocks of the log into the parts of all families of one stage. Blocks are independent of
 * each other. Reused for block after block. One owner thread.
 */
public final class BlockSorter {
  private final Plan plan;
  private final List<FamilyWork> works;
  private final RecordSorter[] sorters;
  private final RowColumns columns;
  private final long[] slots;

  BlockSorter(Plan plan, List<FamilyWork> works, RowColumns columns) {
    this.plan = plan;
    this.works = works;
    this.columns = columns;
    this.sorters =
        works.stream()
            .map(work -> new RecordSorter(plan, work.stage(), work.partBits()))
            .toArray(RecordSorter[]::new);
    this.slots = new long[plan.types().stream().mapToInt(TypePlan::slots).max().orElse(0)];
  }

  /** Sorts a block. */
  public void sort(int number, LogBlock block) throws IOException {
    columns.start(number, block);
    Arrays.fill(slots, Field.ABSENT);
    for (int row = 0; row < block.rows(); row++) {
      block.copySlots(row, plan.types().get(block.type(row)).slots(), slots);
      double[] row1 = columns.row(row, block.type(row), slots);
      for (RecordSorter sorter : sorters) {
        sorter.add(block, row, slots, row1);
      }
      for (RecordSorter sorter : sorters) {
        sorter.addAfter(block, row, slots, row1);
      }
    }
    for (int i = 0; i < sorters.length; i++) {
      works.get(i).add(sorters[i].finish(number, works.get(i).store()));
    }
  }
}
