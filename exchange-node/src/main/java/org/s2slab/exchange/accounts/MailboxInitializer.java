package org.s2slab.exchange.accounts;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;

/** Adds the initial content to new mailboxes. */
@FunctionalInterface
public interface MailboxInitializer {
    /** Writes in the transaction that makes the mailboxes; does nothing to a mailbox that had its contents before. */
    Future<Void> initialize(SqlConnection connection, List<String> accounts);
}
