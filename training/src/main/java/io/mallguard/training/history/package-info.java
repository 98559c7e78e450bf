/** Past events: their import, and the rows that the fold makes of them. */
@NullMarked
package io.mallguard.training.history;

import org.jspecify.annotations.NullMarked;
