/** The operator's commands. */
@NullMarked
package io.mallguard.service.command;

import org.jspecify.annotations.NullMarked;
