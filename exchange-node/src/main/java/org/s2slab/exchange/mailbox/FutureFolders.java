package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.store.ReadTransaction;

/** The methods of {@link FolderStore} for callers that return Futures. It goes with the last of these. */
interface FutureFolders {
    private FolderStore store() {
        return (FolderStore) this;
    }

    default Future<List<MailFolder>> all(SqlClient client, Mailbox mailbox) {
        return ReadTransaction.on(client, rx -> store().all(rx, mailbox));
    }

    default Future<MailFolder> get(SqlClient client, Mailbox mailbox, String key) {
        return ReadTransaction.on(client, rx -> store().get(rx, mailbox, key));
    }

    default Future<List<MailFolder>> tree(SqlClient client, Mailbox mailbox, MailFolder root) {
        return ReadTransaction.on(client, rx -> store().tree(rx, mailbox, root));
    }

    default Future<MailFolder> create(
            SqlClient client,
            Mailbox mailbox,
            MailFolder parent,
            String name,
            String folderClass,
            @Nullable String search) {
        return ReadTransaction.on(client, tx -> store().create(tx, mailbox, parent, name, folderClass, search));
    }

    default Future<MailFolder> update(SqlClient client, Mailbox mailbox, MailFolder folder) {
        return ReadTransaction.on(client, tx -> store().update(tx, mailbox, folder));
    }

    default Future<Void> remove(SqlClient client, Mailbox mailbox, MailFolder folder) {
        return ReadTransaction.on(client, tx -> {
                    store().remove(tx, mailbox, folder);
                    return true;
                })
                .mapEmpty();
    }

    default Future<List<FolderChange>> changes(SqlClient client, Mailbox mailbox, long since) {
        return ReadTransaction.on(client, rx -> store().changes(rx, mailbox, since));
    }

    default Future<String> freeName(SqlClient client, Mailbox mailbox, String parent, String wished) {
        return ReadTransaction.on(client, rx -> store().freeName(rx, mailbox, parent, wished));
    }
}
