/** From a history of events to a bundle: configuration, time blocks, choice, evaluation. */
@NullMarked
package io.mallguard.training.pipeline;

import org.jspecify.annotations.NullMarked;
