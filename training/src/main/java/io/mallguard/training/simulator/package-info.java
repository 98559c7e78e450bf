/** A small world of cards and terminals that makes labelled transactions. */
@NullMarked
package io.mallguard.training.simulator;

import org.jspecify.annotations.NullMarked;
