/**
 * The proof of the engine: random cases, a naive oracle written from the definitions, the same in
 * SQL, and the engine compared with both bit by bit. Shares no code with what it judges.
 */
@NullMarked
package io.mallguard.features.proof;

import org.jspecify.annotations.NullMarked;
