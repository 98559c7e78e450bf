/** What cells call to show something: SQL tables, figures, and a folder to work in. */
@NullMarked
package io.mallguard.notebooks.show;

import org.jspecify.annotations.NullMarked;
