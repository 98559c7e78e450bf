/** Tests of the service as a whole. */
@NullMarked
package io.mallguard.service;

import org.jspecify.annotations.NullMarked;
