/** Rehearsals of a change of trust, under traffic: what is refused, when, and whose. */
@NullMarked
package org.s2slab.rehearsal;

import org.jspecify.annotations.NullMarked;
