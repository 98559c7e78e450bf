/** The event schema: which event types there are and what their fields mean. */
@NullMarked
package io.mallguard.features.schema;

import org.jspecify.annotations.NullMarked;
