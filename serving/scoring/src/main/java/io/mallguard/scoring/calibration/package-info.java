/** Calibration: monotone steps from a raw score to a number with a meaning. */
@NullMarked
package io.mallguard.scoring.calibration;

import org.jspecify.annotations.NullMarked;
