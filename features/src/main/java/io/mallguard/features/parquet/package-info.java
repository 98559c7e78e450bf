/** Folders of events and of rows as Parquet. */
@NullMarked
package io.mallguard.features.parquet;

import org.jspecify.annotations.NullMarked;
