/** Tests of log. */
@NullMarked
package io.mallguard.service.log;

import org.jspecify.annotations.NullMarked;
