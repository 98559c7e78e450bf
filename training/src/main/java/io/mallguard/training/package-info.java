/** The data scientist's side: history in, bundles, evaluations and reports out. */
@NullMarked
package io.mallguard.training;

import org.jspecify.annotations.NullMarked;
