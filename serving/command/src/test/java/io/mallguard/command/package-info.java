/** Tests of command lines. */
@NullMarked
package io.mallguard.command;

import org.jspecify.annotations.NullMarked;
