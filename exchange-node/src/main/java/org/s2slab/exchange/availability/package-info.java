/** When people are free: what calendars tell others. */
@NullMarked
package org.s2slab.exchange.availability;

import org.jspecify.annotations.NullMarked;
