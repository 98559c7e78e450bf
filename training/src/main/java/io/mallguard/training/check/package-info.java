/** Whether a simulated mall is as hard as real ones: leaks, trivial signs, bands of difficulty. */
@NullMarked
package io.mallguard.training.check;

import org.jspecify.annotations.NullMarked;
