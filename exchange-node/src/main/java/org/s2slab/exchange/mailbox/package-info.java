/** Mailboxes: who has one, what lies in it, and the ids it is known by. */
@NullMarked
package org.s2slab.exchange.mailbox;

import org.jspecify.annotations.NullMarked;
