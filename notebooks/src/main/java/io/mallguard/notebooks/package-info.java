/** Executed Java notebooks and their runner. */
@NullMarked
package io.mallguard.notebooks;

import org.jspecify.annotations.NullMarked;
