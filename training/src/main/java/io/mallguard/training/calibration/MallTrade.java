package io.mallguard.training.calibration;

import io.mallguard.features.event.EventType;
import io.mallguard.features.event.IdHash;
import io.mallguard.features.parquet.Column;
import io.mallguard.features.parquet.EventFolder;
import io.mallguard.features.parquet.TableReader;
import io.mallguard.training.progress.Progress;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Reads a mall's orders, and requests for a refund as the cancellations. */
final class MallTrade {
  private static final List<Column> COLUMNS =
      List.of(
          Column.required("occurred_at", Column.Kind.TIME),
          Column.required("buyer_id", Column.Kind.TEXT),
          Column.required("amount_minor", Column.Kind.LONG));

  private MallTrade() {}

  static Trade read(EventFolder folder, Progress progress) throws IOException {
    EventType orders = folder.schema().eventType("order").orElseThrow();
    EventType refunds = folder.schema().eventType("refund").orElseThrow();
    long total = folder.eventCount(orders) + folder.eventCount(refunds);
    try (Progress.Task task = progress.start("Reading the mall's trade", total)) {
      List<Trade.Deal> bought = read(folder, orders, task);
      List<Trade.Deal> sentBack = read(folder, refunds, task);
      LocalDate first = bought.get(0).day();
      LocalDate last = bought.get(bought.size() - 1).day();
      return new Trade("mall", first, last.plusDays(1), bought, sentBack);
    }
  }

  private static List<Trade.Deal> read(EventFolder folder, EventType type, Progress.Task task)
      throws IOException {
    ZoneId zone = folder.schema().zone();
    List<Trade.Deal> deals = new ArrayList<>();
    try (TableReader table = TableReader.open(folder.file(type), COLUMNS)) {
      while (table.advance()) {
        Instant at = Instant.ofEpochMilli(table.number(0));
        long local = at.toEpochMilli() + zone.getRules().getOffset(at).getTotalSeconds() * 1000L;
        long buyer = IdHash.of(String.valueOf(table.text(1)));
        deals.add(new Trade.Deal(buyer, local, table.number(2)));
        task.step();
      }
    }
    return deals;
  }
}
