/** Refusals: the catalogue of their codes, and the exception with such a code. Uses no other package. */
@NullMarked
package org.s2slab.refusal;

import org.jspecify.annotations.NullMarked;
