package io.mallguard.notebooks.show;

/** A value that knows how it looks below a cell. */
public interface Shown {

  /** How the value looks; the same value looks the same every time. */
  Display display();
}
