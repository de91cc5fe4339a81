/** The properties of items in responses: stored and computed values, attachments, time zones, and rights. */
@NullMarked
package org.s2slab.exchange.views;

import org.jspecify.annotations.NullMarked;
