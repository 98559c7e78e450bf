/** Tests of http. */
@NullMarked
package io.mallguard.service.http;

import org.jspecify.annotations.NullMarked;
