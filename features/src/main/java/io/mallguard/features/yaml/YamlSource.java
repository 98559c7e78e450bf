package io.mallguard.features.yaml;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * The text of a document, to tell where things stand in it. Immutable.
 *
 * @param name its name in places
 * @param text all of it
 */
record YamlSource(String name, String text) {
  /** A place as {@code name:line:column}, both from 1, columns in code points. */
  String place(Mark mark) {
    return name + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1);
  }

  /** The place of a code point of a scalar's value. */
  String placeInside(ScalarNode scalar, int codePoint) {
    String value = scalar.getValue();
    int length = value.codePointCount(0, value.length());
    int wanted = value.offsetByCodePoints(0, Math.min(codePoint, length));
    int end = offset(scalar.getEndMark());
    int at = contentStart(scalar);
    // The characters of a value stand in the document in the same order, with quotes, escapes and
    // indentation between them: each but blanks is looked for from where the last one was.
    for (int i = 0; i <= wanted && i < value.length(); i++) {
      char c = value.charAt(i);
      int found = c <= ' ' ? -1 : text.indexOf(c, at);
      if (found >= 0 && found < end) {
        at = i == wanted ? found : found + 1;
      } else if (i < wanted && at < end && text.charAt(at) == c) {
        at++;
      }
    }
    return placeOf(Math.min(at, text.length()));
  }

  private int contentStart(ScalarNode scalar) {
    int start = offset(scalar.getStartMark());
    ScalarStyle style = scalar.getScalarStyle();
    if (style == ScalarStyle.LITERAL || style == ScalarStyle.FOLDED) {
      return Math.max(start, text.indexOf('\n', start) + 1);
    }
    return style == ScalarStyle.PLAIN ? start : start + 1;
  }

  private int offset(Mark mark) {
    return text.offsetByCodePoints(0, mark.getIndex());
  }

  private String placeOf(int offset) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < offset; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return name + ":" + line + ":" + (text.codePointCount(lineStart, offset) + 1);
  }
}
