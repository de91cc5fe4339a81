/** Recurrence of calendar items: the patterns and ranges of EWS, and the dates they stand for. */
@NullMarked
package org.s2slab.exchange.recurrence;

import org.jspecify.annotations.NullMarked;
