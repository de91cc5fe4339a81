/** Refusals: the catalogue of their codes, and the exception that carries one. Uses no other package. */
@NullMarked
package org.s2slab.refusal;

import org.jspecify.annotations.NullMarked;
