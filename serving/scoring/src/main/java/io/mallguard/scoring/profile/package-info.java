/**
 * The reference profile: training data frozen as counters, and a month counted on the same edges.
 */
@NullMarked
package io.mallguard.scoring.profile;

import org.jspecify.annotations.NullMarked;
