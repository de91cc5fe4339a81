package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemContent;
import org.s2slab.store.ReadTransaction;

/** The methods of {@link ItemStore} for callers that return Futures. It goes with the last of these. */
interface FutureItems {
    private ItemStore store() {
        return (ItemStore) this;
    }

    default Future<Optional<Item>> find(SqlClient client, Mailbox mailbox, String id) {
        return ReadTransaction.on(client, rx -> store().find(rx, mailbox, id));
    }

    default Future<Item> get(SqlClient client, Mailbox mailbox, String id) {
        return ReadTransaction.on(client, rx -> store().get(rx, mailbox, id));
    }

    default Future<List<Item>> list(SqlClient client, Mailbox mailbox, String folder, boolean associated) {
        return ReadTransaction.on(client, rx -> store().list(rx, mailbox, folder, associated));
    }

    default Future<Item> create(SqlClient client, Mailbox mailbox, String folder, ItemContent content) {
        return ReadTransaction.on(client, tx -> store().create(tx, mailbox, folder, content));
    }

    default Future<Item> update(SqlClient client, Item item, ItemContent content) {
        return ReadTransaction.on(client, tx -> store().update(tx, item, content));
    }

    default Future<Void> keepOriginal(SqlClient client, Item item) {
        return ReadTransaction.on(client, tx -> {
                    store().keepOriginal(tx, item);
                    return true;
                })
                .mapEmpty();
    }

    default Future<Item> touch(SqlClient client, Item item) {
        return ReadTransaction.on(client, tx -> store().touch(tx, item));
    }

    default Future<Item> move(SqlClient client, Item item, Mailbox mailbox, String folder) {
        return ReadTransaction.on(client, tx -> store().move(tx, item, mailbox, folder));
    }

    default Future<Item> relocate(SqlClient client, Item item, Mailbox mailbox, String folder) {
        return ReadTransaction.on(client, tx -> store().relocate(tx, item, mailbox, folder));
    }

    default Future<Item> copy(SqlClient client, Item item, Mailbox mailbox, String folder) {
        return ReadTransaction.on(client, tx -> store().copy(tx, item, mailbox, folder));
    }

    default Future<Void> delete(SqlClient client, Mailbox mailbox, Item item, DisposalType disposal) {
        return ReadTransaction.on(client, tx -> {
                    store().delete(tx, mailbox, item, disposal);
                    return true;
                })
                .mapEmpty();
    }

    default Future<Item> moved(SqlClient client, Item item) {
        return ReadTransaction.on(client, rx -> store().moved(rx, item));
    }

    default Future<Void> remove(SqlClient client, Item item) {
        return ReadTransaction.on(client, tx -> {
                    store().remove(tx, item);
                    return true;
                })
                .mapEmpty();
    }
}
