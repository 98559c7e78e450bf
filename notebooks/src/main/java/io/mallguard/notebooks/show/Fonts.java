package io.mallguard.notebooks.show;

import java.awt.Font;
import java.awt.font.FontRenderContext;

/** Whether this machine can draw text. */
final class Fonts {
  private Fonts() {}

  /** Measures a letter, which fails in a way of its own on each Java version without fonts. */
  static boolean areHere() {
    try {
      Font any = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
      return any.getStringBounds("x", new FontRenderContext(null, true, true)).getWidth() > 0;
    } catch (InternalError | LinkageError | RuntimeException e) {
      /* Java 17 throws the first, then the second; Java 25 the third. */
      return false;
    }
  }
}
