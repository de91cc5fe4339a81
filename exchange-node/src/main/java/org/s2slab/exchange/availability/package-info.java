/** Free/busy data of calendars (GetUserAvailability). */
@NullMarked
package org.s2slab.exchange.availability;

import org.jspecify.annotations.NullMarked;
