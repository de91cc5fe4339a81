/** The stores of a mailbox: folders, items, attachments, series, events, and settings that prevent a purge. */
@NullMarked
package org.s2slab.exchange.mailbox;

import org.jspecify.annotations.NullMarked;
