/** Tests of scoring. */
@NullMarked
package io.mallguard.scoring;

import org.jspecify.annotations.NullMarked;
