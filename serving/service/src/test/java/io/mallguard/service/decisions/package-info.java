/** Tests of decisions. */
@NullMarked
package io.mallguard.service.decisions;

import org.jspecify.annotations.NullMarked;
