/** How honest people and shops behave. */
@NullMarked
package io.mallguard.training.simulator.mall.honest;

import org.jspecify.annotations.NullMarked;
