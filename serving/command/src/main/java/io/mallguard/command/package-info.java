/** What all command lines have in common: options, failures, exit codes. */
@NullMarked
package io.mallguard.command;

import org.jspecify.annotations.NullMarked;
