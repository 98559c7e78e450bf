/**
 * The fold over a whole history at once, in stages that any number of threads can share: the log is
 * read once per stage, every family's work is parted by key, each part is folded by itself with the
 * same code as the live fold, and what was read comes back in the order of the log.
 */
@NullMarked
package io.mallguard.features.grouped;

import org.jspecify.annotations.NullMarked;
