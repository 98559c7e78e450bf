/** Tests of the features module, and what the other modules' tests share. */
@NullMarked
package io.mallguard.features;

import org.jspecify.annotations.NullMarked;
