/** What responses show of an item: stored and derived values, attachments, time zones, and the rights of the caller. */
@NullMarked
package org.s2slab.exchange.views;

import org.jspecify.annotations.NullMarked;
