/** The mall's own measures, and the verdicts that become known later. */
@NullMarked
package io.mallguard.training.simulator.mall.judge;

import org.jspecify.annotations.NullMarked;
