/** Subscriptions to what happens in mailboxes: fetched by whoever asks, or streamed to whoever waits. */
@NullMarked
package org.s2slab.exchange.notifications;

import org.jspecify.annotations.NullMarked;
