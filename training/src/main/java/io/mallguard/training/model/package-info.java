/** Tribuo models: trained here, compiled to flat arrays, proven equal. The only user of Tribuo. */
@NullMarked
package io.mallguard.training.model;

import org.jspecify.annotations.NullMarked;
