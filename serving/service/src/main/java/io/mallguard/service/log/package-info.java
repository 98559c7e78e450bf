/** The durable ordered log of events and decision records, on RocksDB. */
@NullMarked
package io.mallguard.service.log;

import org.jspecify.annotations.NullMarked;
