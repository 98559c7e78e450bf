/** Tests of the policy. */
@NullMarked
package io.mallguard.scoring.decision;

import org.jspecify.annotations.NullMarked;
