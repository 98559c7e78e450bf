package io.mallguard.features.grouped;

import io.mallguard.features.event.Field;
import io.mallguard.features.parquet.EventBatches;
import io.mallguard.features.plan.TypePlan;
import java.io.IOException;
import java.util.Arrays;

/** Where a {@link ColumnLog} stands in the events of one type. */
final class TypeRows {
  static final long AT_END = Long.MAX_VALUE;

  private final TypePlan type;
  private final EventBatches batches;
  private final long[] template;
  private int rows;
  private int at;

  TypeRows(TypePlan type, EventBatches batches) {
    this.type = type;
    this.batches = batches;
    this.template = new long[type.slots()];
    Arrays.fill(template, Field.ABSENT);
    int marks = TypePlan.FIRST_FIELD + type.type().fields().size();
    Arrays.fill(template, marks, TypePlan.slotOfElements(type.type(), 0), 0);
    type.subject().stream()
        .flatMap(subject -> subject.markSlots().stream())
        .forEach(slot -> template[slot] = 0);
    advance();
  }

  private void advance() {
    at = 0;
    rows = batches.next();
  }

  String name() {
    return type.type().name();
  }

  /** Place of the next event in the log. */
  long sequence() {
    return rows == 0 ? AT_END : batches.sequences()[at];
  }

  /** Moves events to a block as long as it has room and they come before a place in the log. */
  void take(long until, LogBlock block) {
    while (rows > 0 && block.rows() < block.capacity() && batches.sequences()[at] < until) {
      int most = Math.min(rows - at, block.capacity() - block.rows());
      int count = 1;
      while (count < most && batches.sequences()[at + count] < until) {
        count++;
      }
      if (type.type().lists().isEmpty()) {
        copy(count, block);
      } else {
        copyWithLists(count, block);
      }
      at += count;
      if (at == rows) {
        advance();
      }
    }
  }

  private void copy(int count, LogBlock block) {
    int longs = type.slots();
    int first = 0;
    for (int i = 0; i < count; i++) {
      int start = block.add(type.type().index(), batches.sequences()[at + i], longs);
      first = i == 0 ? start : first;
    }
    long[] data = block.data();
    for (int i = 0; i < count; i++) {
      System.arraycopy(template, 0, data, first + i * longs, longs);
    }
    spread(batches.occurredAtMillis(), data, first + TypePlan.OCCURRED_AT, count);
    spread(batches.observedAtMillis(), data, first + TypePlan.OBSERVED_AT, count);
    spread(batches.foldTimesMillis(), data, first + TypePlan.FOLD_TIME, count);
    spread(batches.ownIds(), data, first + TypePlan.OWN_ID, count);
    for (int field = 0; field < type.type().fields().size(); field++) {
      spread(batches.field(field), data, first + TypePlan.slotOfField(field), count);
    }
  }

  private void spread(long[] column, long[] data, int first, int count) {
    int to = first;
    for (int i = at; i < at + count; i++) {
      data[to] = column[i];
      to += type.slots();
    }
  }

  private void copyWithLists(int count, LogBlock block) {
    for (int i = at; i < at + count; i++) {
      int longs = type.slots();
      for (int list = 0; list < type.type().lists().size(); list++) {
        longs += 1 + elements(list, i) * fields(list);
      }
      int to = block.add(type.type().index(), batches.sequences()[i], longs);
      long[] data = block.data();
      System.arraycopy(template, 0, data, to, template.length);
      data[to + TypePlan.OCCURRED_AT] = batches.occurredAtMillis()[i];
      data[to + TypePlan.OBSERVED_AT] = batches.observedAtMillis()[i];
      data[to + TypePlan.FOLD_TIME] = batches.foldTimesMillis()[i];
      data[to + TypePlan.OWN_ID] = batches.ownIds()[i];
      for (int field = 0; field < type.type().fields().size(); field++) {
        data[to + TypePlan.slotOfField(field)] = batches.field(field)[i];
      }
      copyLists(i, data, to + type.slots());
    }
  }

  private void copyLists(int row, long[] data, int to) {
    int next = to;
    for (int list = 0; list < type.type().lists().size(); list++) {
      int start = batches.starts(list)[row];
      int count = elements(list, row);
      data[next++] = count;
      for (int element = start; element < start + count; element++) {
        for (int field = 0; field < fields(list); field++) {
          data[next++] = batches.elements(list, field)[element];
        }
      }
    }
  }

  private int elements(int list, int row) {
    return batches.starts(list)[row + 1] - batches.starts(list)[row];
  }

  private int fields(int list) {
    return type.type().lists().get(list).fields().size();
  }

  void close() throws IOException {
    batches.close();
  }
}
