/** Random draws that give the same bits everywhere. */
@NullMarked
package io.mallguard.training.simulator.mall.chance;

import org.jspecify.annotations.NullMarked;
