/** The HTTP side: thin handlers, problems, the contract. */
@NullMarked
package io.mallguard.service.http;

import org.jspecify.annotations.NullMarked;
