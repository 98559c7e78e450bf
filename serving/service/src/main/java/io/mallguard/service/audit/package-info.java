/** Looking back: replay the log and compare, export it. */
@NullMarked
package io.mallguard.service.audit;

import org.jspecify.annotations.NullMarked;
