package io.mallguard.training.calibration;

import io.mallguard.features.problem.InvalidInputException;
import io.mallguard.features.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the UCI Online Retail lines: orders are invoices worth more than nothing, cancellations
 * those whose number begins with C; corrections of stock and bad debts are left out.
 *
 * <p>D. Chen, S. L. Sain, K. Guo, <i>Data mining for the online retail industry</i>, Journal of
 * Database Marketing &amp; Customer Strategy Management 19(3), 2012.
 */
final class OnlineRetail {
  /** The day after the last. */
  static final LocalDate END = LocalDate.of(2011, 12, 10);

  private static final LocalDate FIRST = LocalDate.of(2010, 12, 1);

  /* A line of an invoice may be a minute later than the others. */
  private static final String INVOICES =
      """
      SELECT InvoiceNo[1] = 'C' AS cancelled, coalesce(max(CustomerID), 0) AS customer,
        epoch_ms(min(InvoiceDate)) AS at_millis,
        CAST(round(100 * abs(sum(Quantity * UnitPrice))) AS BIGINT) AS minor
      FROM read_csv(?, header = true, types = {'InvoiceNo': 'VARCHAR', 'StockCode': 'VARCHAR',
        'CustomerID': 'BIGINT', 'InvoiceDate': 'TIMESTAMP', 'Quantity': 'BIGINT',
        'UnitPrice': 'DOUBLE'})
      WHERE InvoiceNo[1] <> 'A'
      GROUP BY InvoiceNo
      HAVING cancelled OR sum(Quantity * UnitPrice) > 0
      """;

  private OnlineRetail() {}

  /**
   * Reads the file.
   *
   * @param csv the lines, plain or compressed by gzip
   * @throws InvalidInputException if it is no such file
   */
  static Trade read(Path csv) throws IOException {
    if (!Files.isRegularFile(csv)) {
      throw wrong(csv, "nothing");
    }
    List<Trade.Deal> orders = new ArrayList<>();
    List<Trade.Deal> cancellations = new ArrayList<>();
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        PreparedStatement query = database.prepareStatement(INVOICES)) {
      query.setString(1, csv.toString());
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          Trade.Deal deal = new Trade.Deal(rows.getLong(2), rows.getLong(3), rows.getLong(4));
          (rows.getBoolean(1) ? cancellations : orders).add(deal);
        }
      }
    } catch (SQLException other) {
      throw wrong(csv, String.valueOf(other.getMessage()).lines().findFirst().orElse(""));
    }
    return new Trade("Online Retail", FIRST, END, orders, cancellations);
  }

  private static InvalidInputException wrong(Path csv, String found) {
    String legal = "the lines of UCI Online Retail as CSV";
    return InvalidInputException.of("retail", new Problem(csv.toString(), "bad_csv", found, legal));
  }
}
