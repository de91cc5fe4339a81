/** The stores of a mailbox: folders, items, attachments, series, events, and what retention preserves. */
@NullMarked
package org.s2slab.exchange.mailbox;

import org.jspecify.annotations.NullMarked;
