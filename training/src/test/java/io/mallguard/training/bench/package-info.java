/**
 * Whole-process benchmarks of the feature engine beside DuckDB: one generated mall, one spec of 60
 * features, ratios within one run. Started by {@code training/src/test/bench/*.sh}; they live here
 * because DuckDB and the multi-core driver do.
 */
@NullMarked
package io.mallguard.training.bench;

import org.jspecify.annotations.NullMarked;
