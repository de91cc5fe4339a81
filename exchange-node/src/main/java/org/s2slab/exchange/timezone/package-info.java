/** Time zones by the ids of Windows: their rules, their definitions in EWS, and how requests name them. */
@NullMarked
package org.s2slab.exchange.timezone;

import org.jspecify.annotations.NullMarked;
