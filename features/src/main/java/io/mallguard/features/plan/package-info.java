/** What the fold does, compiled from a feature spec: look-ups, families, lanes and columns. */
@NullMarked
package io.mallguard.features.plan;

import org.jspecify.annotations.NullMarked;
