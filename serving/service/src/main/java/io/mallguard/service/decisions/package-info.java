/** Decision records: what was decided, on what row, by which versions. */
@NullMarked
package io.mallguard.service.decisions;

import org.jspecify.annotations.NullMarked;
