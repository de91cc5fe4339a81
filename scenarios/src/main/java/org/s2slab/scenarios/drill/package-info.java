/** Rehearsals of a change of trust, under traffic: what is refused, when, and whose. */
@NullMarked
package org.s2slab.scenarios.drill;

import org.jspecify.annotations.NullMarked;
