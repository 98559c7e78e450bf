/** Compiled models: flat arrays that score one row without native code and without allocation. */
@NullMarked
package io.mallguard.scoring.model;

import org.jspecify.annotations.NullMarked;
