package io.mallguard.notebooks.show;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws a table twice: as HTML without styles or scripts, and as aligned text. */
final class TableDisplay {
  private final List<String> columns;
  private final List<List<String>> texts = new ArrayList<>();
  private final boolean[] right;
  private final String more;

  private TableDisplay(List<String> columns, List<List<@Nullable Object>> rows) {
    this.columns = columns;
    right = new boolean[columns.size()];
    for (List<@Nullable Object> row : rows.subList(0, Math.min(rows.size(), Table.MAX_SHOWN))) {
      texts.add(row.stream().map(CellText::of).toList());
    }
    for (int i = 0; i < right.length; i++) {
      right[i] = isNumeric(rows, i);
    }
    more = rows.size() > Table.MAX_SHOWN ? "… " + rows.size() + " rows in all" : "";
  }

  static Display of(List<String> columns, List<List<@Nullable Object>> rows) {
    TableDisplay table = new TableDisplay(columns, rows);
    return Display.html(table.html(), table.text());
  }

  private static boolean isNumeric(List<List<@Nullable Object>> rows, int column) {
    return rows.stream().allMatch(r -> r.get(column) == null || r.get(column) instanceof Number);
  }

  private String html() {
    StringBuilder html = new StringBuilder("<table>\n<thead>\n");
    row(html, "th", columns);
    html.append("</thead>\n<tbody>\n");
    texts.forEach(row -> row(html, "td", row));
    html.append("</tbody>\n</table>");
    return more.isEmpty() ? html.toString() : html.append("\n<p>").append(more).append("</p>") + "";
  }

  private void row(StringBuilder html, String tag, List<String> cells) {
    html.append("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      String align = right[i] ? "right" : "left";
      html.append('<').append(tag).append(" style=\"text-align: ").append(align).append("\">");
      html.append(escaped(cells.get(i))).append("</").append(tag).append('>');
    }
    html.append("</tr>\n");
  }

  private String text() {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      int widest = texts.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
      widths[i] = Math.max(columns.get(i).length(), widest);
    }
    StringBuilder text = new StringBuilder(line(columns, widths));
    texts.forEach(row -> text.append('\n').append(line(row, widths)));
    return more.isEmpty() ? text.toString() : text.append('\n').append(more).toString();
  }

  private String line(List<String> cells, int[] widths) {
    List<String> padded = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      String space = " ".repeat(widths[i] - cells.get(i).length());
      padded.add(right[i] ? space + cells.get(i) : cells.get(i) + space);
    }
    return String.join("  ", padded).stripTrailing();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
