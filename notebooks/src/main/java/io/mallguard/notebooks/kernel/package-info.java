/** The same engine behind Jupyter's message protocol. */
@NullMarked
package io.mallguard.notebooks.kernel;

import org.jspecify.annotations.NullMarked;
