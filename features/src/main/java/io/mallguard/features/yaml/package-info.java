/** Checked reading of YAML: every value knows its line and column, every problem is collected. */
@NullMarked
package io.mallguard.features.yaml;

import org.jspecify.annotations.NullMarked;
