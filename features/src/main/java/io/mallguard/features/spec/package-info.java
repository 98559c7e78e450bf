/** The feature spec: YAML in, checked and compiled features out. */
@NullMarked
package io.mallguard.features.spec;

import org.jspecify.annotations.NullMarked;
