package org.s2slab.exchange.accounts;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** Adds the initial content to a new mailbox. */
@FunctionalInterface
public interface MailboxInitializer {
    /** Writes in the transaction that makes the mailbox; does nothing where the mailbox had its contents before. */
    Future<Void> initialize(SqlConnection connection, String account);
}
