/** How near the simulated mall's honest trade comes to real orders that are public. */
@NullMarked
package io.mallguard.training.calibration;

import org.jspecify.annotations.NullMarked;
