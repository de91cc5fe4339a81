/** Subscriptions to mailbox events: pull, streaming and push. */
@NullMarked
package org.s2slab.exchange.notifications;

import org.jspecify.annotations.NullMarked;
