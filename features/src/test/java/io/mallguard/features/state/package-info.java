@NullMarked
package io.mallguard.features.state;

import org.jspecify.annotations.NullMarked;
