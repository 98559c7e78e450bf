/** Tests of audit. */
@NullMarked
package io.mallguard.service.audit;

import org.jspecify.annotations.NullMarked;
