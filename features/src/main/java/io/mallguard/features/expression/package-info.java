/** Expressions in CEL syntax, type-checked and compiled to closures over an event's fields. */
@NullMarked
package io.mallguard.features.expression;

import org.jspecify.annotations.NullMarked;
