/** Recurrence of calendar items: EWS patterns and ranges, and the dates that result from them. */
@NullMarked
package org.s2slab.exchange.recurrence;

import org.jspecify.annotations.NullMarked;
