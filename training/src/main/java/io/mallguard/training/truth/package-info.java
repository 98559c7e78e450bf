/** What really was, read by checks and evaluation alone. */
@NullMarked
package io.mallguard.training.truth;

import org.jspecify.annotations.NullMarked;
