/** Meetings: invitations and their answers among mailboxes, and the conferences that Lync keeps for online ones. */
@NullMarked
package org.s2slab.exchange.scheduling;

import org.jspecify.annotations.NullMarked;
