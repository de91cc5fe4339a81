/** Meetings: invitations and responses between mailboxes, and the Lync conferences of online meetings. */
@NullMarked
package org.s2slab.exchange.scheduling;

import org.jspecify.annotations.NullMarked;
