/** Subscriptions to mailbox events, with polling (pull) and streaming. */
@NullMarked
package org.s2slab.exchange.notifications;

import org.jspecify.annotations.NullMarked;
