/** Notebook files, and running every cell of one. */
@NullMarked
package io.mallguard.notebooks.run;

import org.jspecify.annotations.NullMarked;
