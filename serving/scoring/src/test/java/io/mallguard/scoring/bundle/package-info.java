/** Tests of the bundle. */
@NullMarked
package io.mallguard.scoring.bundle;

import org.jspecify.annotations.NullMarked;
