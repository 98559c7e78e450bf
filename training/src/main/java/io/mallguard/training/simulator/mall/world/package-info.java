/** People, shops, goods, devices and networks, and their mutable state. */
@NullMarked
package io.mallguard.training.simulator.mall.world;

import org.jspecify.annotations.NullMarked;
