/** Delivery of mail within the organisation: senders, receipts, replies, automatic messages, and mail tips. */
@NullMarked
package org.s2slab.exchange.delivery;

import org.jspecify.annotations.NullMarked;
