/** A client of the running service: past events sent as live traffic. */
@NullMarked
package io.mallguard.training.client;

import org.jspecify.annotations.NullMarked;
