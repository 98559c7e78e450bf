/** From drafts of events to a sorted log on disk. */
@NullMarked
package io.mallguard.training.simulator.mall.log;

import org.jspecify.annotations.NullMarked;
