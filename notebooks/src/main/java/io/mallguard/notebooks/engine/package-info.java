/** Runs the Java of a cell with JShell, in this process. */
@NullMarked
package io.mallguard.notebooks.engine;

import org.jspecify.annotations.NullMarked;
