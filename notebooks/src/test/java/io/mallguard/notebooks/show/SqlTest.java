package io.mallguard.notebooks.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlTest {
  private final Sql sql;

  SqlTest() throws SQLException {
    sql = Sql.open();
  }

  @AfterEach
  void close() throws SQLException {
    sql.close();
  }

  @Test
  void showsRowsAsAlignedTextAndAsHtml() throws SQLException {
    Table table =
        sql.table("SELECT * FROM (VALUES ('a<b', 1, 0.5), ('c', 20, NULL)) t(name, n, x)");

    assertThat(table.display().forms())
        .containsEntry("text/plain", "name   n    x\na<b    1  0.5\nc     20")
        .hasEntrySatisfying(
            "text/html",
            html ->
                assertThat(html)
                    .contains("<td style=\"text-align: left\">a&lt;b</td>")
                    .contains("<td style=\"text-align: right\">20</td>"));
  }

  @Test
  void writesNumbersWithFourSignificantDigits() throws SQLException {
    Table table =
        sql.table("SELECT unnest([123456.7, 12.3456, 0.000123456, 0.0, 100.0]::DOUBLE[]) x");

    assertThat(table.texts("x")).containsExactly("123457", "12.35", "0.0001235", "0", "100");
  }

  @Test
  void givesColumnsToCharts() throws SQLException {
    Table table = sql.table("SELECT unnest([1, NULL, 3]) AS n");

    assertThat(table.numbers("n")).isEqualTo(List.of(1.0, Double.NaN, 3.0));
    assertThatThrownBy(() -> table.numbers("m")).hasMessage("no column m, there are [n]");
  }

  @Test
  void saysHowManyRowsAreNotShown() throws SQLException {
    Table table = sql.table("SELECT range AS i FROM range(100)");

    assertThat(table.toString()).endsWith("\n39\n… 100 rows in all");
    assertThat(table.size()).isEqualTo(100);
  }

  @Test
  void readsAFolderOfParquet(@TempDir Path folder) throws SQLException, IOException {
    Path quoted = Files.createDirectory(folder.resolve("it's"));
    String file = quoted.resolve("part-00000.parquet").toString().replace("'", "''");
    sql.run("COPY (SELECT 7 AS x) TO '" + file + "' (FORMAT parquet)");

    sql.view("numbers", quoted);

    assertThat(sql.table("SELECT sum(x) AS s FROM numbers").texts("s")).containsExactly("7");
  }
}
