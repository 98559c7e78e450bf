package io.mallguard.training.drift;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.OptionalDouble;

/**
 * Pieces of the page. Text is escaped; every number stands in a {@code data} element whose value is
 * the exact number of the JSON report.
 */
final class Html {
  private final StringBuilder text = new StringBuilder();

  /** Appends markup as it is. */
  Html raw(String markup) {
    text.append(markup);
    return this;
  }

  /** Appends text. */
  Html text(String words) {
    return raw(escape(words));
  }

  /** Appends an element that holds text. */
  Html element(String tag, String words) {
    return raw("<" + tag + ">").text(words).raw("</" + tag + ">");
  }

  /** Appends a cell of a table that holds markup. */
  Html cell(String markup) {
    return raw("<td>").raw(markup).raw("</td>");
  }

  /** Appends the head of a table, one column per word; the first column holds words. */
  Html head(String caption, String... columns) {
    raw("<div class=\"wide\"><table><caption><span>")
        .text(caption)
        .raw("</span></caption><thead><tr>");
    for (String column : columns) {
      raw("<th scope=\"col\">").text(column).raw("</th>");
    }
    return raw("</tr></thead><tbody>");
  }

  /** Ends a table. */
  Html tail() {
    return raw("</tbody></table></div>\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** A number. */
  static String number(Figure figure) {
    String exact =
        figure.style() == Figure.Style.COUNT
            ? String.valueOf((long) figure.value())
            : NumberOutput.toString(figure.value(), true);
    return "<data value=\"" + exact + "\">" + escape(figure.words()) + "</data>";
  }

  /** A number, or a dash if there is none. */
  static String number(OptionalDouble value) {
    return value.isPresent() ? number(Figure.number(value.getAsDouble())) : "–";
  }

  /** A state: shape and word beside the colour. */
  static String state(State state) {
    String shape =
        switch (state) {
          case GREEN -> "●";
          case NOT_ENOUGH_DATA -> "○";
          case AMBER -> "▲";
          case RED -> "■";
        };
    String kind = state == State.NOT_ENOUGH_DATA ? "none" : state.words();
    return "<span class=\"state "
        + kind
        + "\"><span aria-hidden=\"true\">"
        + shape
        + "</span> "
        + state.words()
        + "</span>";
  }

  /** Text made safe inside elements and quoted attributes. */
  static String escape(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
