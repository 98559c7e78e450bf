/** How rings and lone offenders behave. */
@NullMarked
package io.mallguard.training.simulator.mall.fraud;

import org.jspecify.annotations.NullMarked;
