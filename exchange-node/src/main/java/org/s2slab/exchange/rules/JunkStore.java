package org.s2slab.exchange.rules;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.store.RecordColumns;
import org.s2slab.store.Rows;

/** Stores what mailboxes treat as junk mail. */
public final class JunkStore {
    private static final RecordColumns<JunkConfiguration> COLUMNS = new RecordColumns<>(JunkConfiguration.class);

    private JunkStore() {}

    /** The configuration of a mailbox. */
    public static Future<JunkConfiguration> of(SqlClient client, Mailbox mailbox) {
        return Rows.first(
                        client,
                        "SELECT " + COLUMNS.names() + " FROM junk_configurations WHERE mailbox = ?",
                        COLUMNS::read,
                        mailbox.id())
                .map(found -> found.orElse(JunkConfiguration.FIRST));
    }

    /** Replaces the configuration of a mailbox. */
    public static Future<Void> put(SqlClient client, Mailbox mailbox, JunkConfiguration configuration) {
        List<@Nullable Object> row = COLUMNS.values(configuration);
        row.add(mailbox.id());
        return Rows.execute(
                client,
                "INSERT OR REPLACE INTO junk_configurations (" + COLUMNS.names() + ", mailbox) VALUES ("
                        + String.join(", ", Collections.nCopies(row.size(), "?")) + ")",
                row.toArray());
    }
}
