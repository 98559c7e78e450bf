/** Evaluation against what really was, which only a simulator can know. */
@NullMarked
package io.mallguard.training.truth;

import org.jspecify.annotations.NullMarked;
