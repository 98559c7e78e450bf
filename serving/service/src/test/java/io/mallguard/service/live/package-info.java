/** Tests of the writer. */
@NullMarked
package io.mallguard.service.live;

import org.jspecify.annotations.NullMarked;
