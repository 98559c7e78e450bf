/** What the packages of this module share. */
@NullMarked
package io.mallguard.features;

import org.jspecify.annotations.NullMarked;
