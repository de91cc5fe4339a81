/** Reminders and recurring tasks: signal times, and the EWS operations that list, dismiss or postpone reminders. */
@NullMarked
package org.s2slab.exchange.reminders;

import org.jspecify.annotations.NullMarked;
