/** The "no"s: one catalogue of refusal codes, and the exception that carries one. Uses nothing of ours. */
@NullMarked
package org.s2slab.refusal;

import org.jspecify.annotations.NullMarked;
