/** A paged space of longs that holds all state of a fold: allocator, hash index, undo, snapshot. */
@NullMarked
package io.mallguard.features.state;

import org.jspecify.annotations.NullMarked;
