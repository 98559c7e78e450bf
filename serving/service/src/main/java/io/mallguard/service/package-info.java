/** The service: durable log, live state, HTTP. */
@NullMarked
package io.mallguard.service;

import org.jspecify.annotations.NullMarked;
