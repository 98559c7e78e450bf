/** The one ordered writer: deduplicate, fold, score, write, answer. */
@NullMarked
package io.mallguard.service.live;

import org.jspecify.annotations.NullMarked;
