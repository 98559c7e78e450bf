/** The policy: from a score to a decision, apart from the model and versioned by itself. */
@NullMarked
package io.mallguard.scoring.decision;

import org.jspecify.annotations.NullMarked;
