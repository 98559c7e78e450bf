package io.mallguard.training.calibration;

import io.mallguard.training.page.Figure;
import java.util.List;

/**
 * One compared quantity. Immutable.
 *
 * @param group what it belongs to
 * @param quantity what is compared, with its unit
 * @param mall the mall's
 * @param retail the real shop's
 * @param reason why the two differ, or what they have in common
 */
record Line(String group, String quantity, Figure mall, Figure retail, String reason) {
  /** All of them, in the order of the page. */
  static List<Line> of(Habits mall, Habits retail) {
    return new Lines(mall, retail).all();
  }
}
