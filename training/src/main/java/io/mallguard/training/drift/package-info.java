/** The monthly drift report: a month of decisions against the profile frozen in the bundle. */
@NullMarked
package io.mallguard.training.drift;

import org.jspecify.annotations.NullMarked;
