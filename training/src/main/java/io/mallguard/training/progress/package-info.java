/** How far long work has come, as a bar on a terminal and as plain lines elsewhere. */
@NullMarked
package io.mallguard.training.progress;

import org.jspecify.annotations.NullMarked;
