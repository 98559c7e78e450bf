/** The data scientist's commands, one class each. */
@NullMarked
package io.mallguard.training.command;

import org.jspecify.annotations.NullMarked;
