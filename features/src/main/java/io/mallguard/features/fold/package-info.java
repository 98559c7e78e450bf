/** The fold: one ordered log in, one row of features per scored event out. */
@NullMarked
package io.mallguard.features.fold;

import org.jspecify.annotations.NullMarked;
