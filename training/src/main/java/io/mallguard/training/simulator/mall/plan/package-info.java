/** What to simulate: size, level, seed, and the calendar of it. */
@NullMarked
package io.mallguard.training.simulator.mall.plan;

import org.jspecify.annotations.NullMarked;
