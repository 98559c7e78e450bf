/** The commands below {@code ./mallguard notebooks}, one class each. */
@NullMarked
package io.mallguard.notebooks.command;

import org.jspecify.annotations.NullMarked;
