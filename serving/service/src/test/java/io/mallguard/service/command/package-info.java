/** Tests of command. */
@NullMarked
package io.mallguard.service.command;

import org.jspecify.annotations.NullMarked;
