package io.mallguard.training.page;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * Pieces of the page. Text is escaped; every number stands in a {@code data} element whose value is
 * the exact number of the JSON report.
 */
public final class Html {
  private final StringBuilder text = new StringBuilder();

  /** An empty piece. */
  public Html() {}

  /**
   * Begins a self-contained page: no script, no network, readable light, dark and printed.
   *
   * @param title for the window's frame
   */
  public static Html page(String title) {
    return new Html()
        .raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
        .text(title)
        .raw("</title>\n<style>\n" + style() + "</style>\n</head>\n<body>\n");
  }

  private static String style() {
    try (InputStream in = Html.class.getResourceAsStream("page.css")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Ends a page and answers its bytes, UTF-8. */
  public byte[] endPage() {
    return raw("</body>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Appends markup as it is. */
  public Html raw(String markup) {
    text.append(markup);
    return this;
  }

  /** Appends text. */
  public Html text(String words) {
    return raw(escape(words));
  }

  /** Appends an element that holds text. */
  public Html element(String tag, String words) {
    return raw("<" + tag + ">").text(words).raw("</" + tag + ">");
  }

  /** Appends a cell of a table that holds markup. */
  public Html cell(String markup) {
    return raw("<td>").raw(markup).raw("</td>");
  }

  /** Appends the head of a table, one column per word; the first column holds words. */
  public Html head(String caption, String... columns) {
    raw("<div class=\"wide\"><table><caption><span>")
        .text(caption)
        .raw("</span></caption><thead><tr>");
    for (String column : columns) {
      raw("<th scope=\"col\">").text(column).raw("</th>");
    }
    return raw("</tr></thead><tbody>");
  }

  /** Ends a table. */
  public Html tail() {
    return raw("</tbody></table></div>\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /** A number. */
  public static String number(Figure figure) {
    String exact =
        figure.style() == Figure.Style.COUNT
            ? String.valueOf((long) figure.value())
            : NumberOutput.toString(figure.value(), true);
    return "<data value=\"" + exact + "\">" + escape(figure.words()) + "</data>";
  }

  /** A number, or a dash if there is none. */
  public static String number(OptionalDouble value) {
    return value.isPresent() ? number(Figure.number(value.getAsDouble())) : "–";
  }

  /** Text made safe inside elements and quoted attributes. */
  public static String escape(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
