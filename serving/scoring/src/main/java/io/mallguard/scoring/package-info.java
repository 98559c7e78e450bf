/** Scoring: one row in, one score out, with what a bundle holds. */
@NullMarked
package io.mallguard.scoring;

import org.jspecify.annotations.NullMarked;
