package io.mallguard.notebooks.show;

import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a value looks below its cell: the same content in one or more forms, of which a page shows
 * the richest it can. Immutable.
 *
 * @param forms content by MIME type; an image is base64 text; empty if there is nothing to show
 * @param sizes for an image, the size to show it at
 */
public record Display(SortedMap<String, String> forms, Map<String, ImageSize> sizes) {
  /** MIME type of the form that every display has. */
  public static final String TEXT = "text/plain";

  /** MIME type of a table. */
  public static final String HTML = "text/html";

  /** MIME type of a figure. */
  public static final String PNG = "image/png";

  /** Copies the maps. */
  public Display {
    forms = Collections.unmodifiableSortedMap(new TreeMap<>(forms));
    sizes = Map.copyOf(sizes);
  }

  /** Shows nothing: the cell ends in a statement. */
  public static Display nothing() {
    return new Display(new TreeMap<>(), Map.of());
  }

  /** Plain text. */
  public static Display text(String text) {
    return new Display(new TreeMap<>(Map.of(TEXT, text)), Map.of());
  }

  /** HTML with a twin in plain text. */
  public static Display html(String html, String text) {
    return new Display(new TreeMap<>(Map.of(TEXT, text, HTML, html)), Map.of());
  }

  /** A PNG image with a line of text that says what it shows. */
  public static Display png(byte[] png, ImageSize size, String text) {
    String encoded = Base64.getEncoder().encodeToString(png);
    return new Display(new TreeMap<>(Map.of(TEXT, text, PNG, encoded)), Map.of(PNG, size));
  }

  /** How any value of a cell looks; null shows nothing. */
  public static Display of(@Nullable Object value) {
    if (value == null) {
      return nothing();
    }
    if (value instanceof Shown shown) {
      return shown.display();
    }
    return text(value.getClass().isArray() ? elements(value) : value.toString());
  }

  /** Whether there is nothing to show. */
  public boolean isEmpty() {
    return forms.isEmpty();
  }

  private static String elements(Object array) {
    String nested = Arrays.deepToString(new Object[] {array});
    return nested.substring(1, nested.length() - 1);
  }
}
