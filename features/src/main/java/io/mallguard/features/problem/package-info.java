/** What is wrong with an input: every problem at once, each with place, found and legal. */
@NullMarked
package io.mallguard.features.problem;

import org.jspecify.annotations.NullMarked;
