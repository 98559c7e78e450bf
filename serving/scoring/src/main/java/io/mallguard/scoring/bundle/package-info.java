/** The bundle a trained model travels in: its layout, its writer and its reader. */
@NullMarked
package io.mallguard.scoring.bundle;

import org.jspecify.annotations.NullMarked;
