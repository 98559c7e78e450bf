/** What really was, event by event; no pipeline reads it but the evaluation. */
@NullMarked
package io.mallguard.training.simulator.mall.truth;

import org.jspecify.annotations.NullMarked;
