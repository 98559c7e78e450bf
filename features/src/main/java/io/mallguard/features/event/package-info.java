/** Events, their order in the log, and their JSON and binary forms. */
@NullMarked
package io.mallguard.features.event;

import org.jspecify.annotations.NullMarked;
