/** Self-contained pages of figures and pictures, without script or network. */
@NullMarked
package io.mallguard.training.page;

import org.jspecify.annotations.NullMarked;
