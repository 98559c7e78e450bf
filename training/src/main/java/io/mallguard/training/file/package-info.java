/** Files written whole or not at all. */
@NullMarked
package io.mallguard.training.file;

import org.jspecify.annotations.NullMarked;
