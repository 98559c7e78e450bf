/** Evaluation: ranking measures with intervals, time splits, the known-entity rule. */
@NullMarked
package io.mallguard.training.evaluation;

import org.jspecify.annotations.NullMarked;
