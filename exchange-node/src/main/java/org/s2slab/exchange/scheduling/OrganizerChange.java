package org.s2slab.exchange.scheduling;

import io.vertx.sqlclient.SqlConnection;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.trace.TraceParent;

/**
 * A change that the owner of a calendar makes to a meeting.
 *
 * @param connection of the transaction that makes the change
 * @param sending which attendees the server tells
 * @param cause the request that causes the update of the Lync conference
 */
public record OrganizerChange(
        SqlConnection connection, Mailbox owner, SendInvitationsMode sending, TraceParent cause) {}
