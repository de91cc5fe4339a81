package org.s2slab.exchange.mailbox;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Attachment;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.content.ItemWithAttachments;
import org.s2slab.exchange.content.NewAttachment;
import org.s2slab.store.ReadTransaction;

/** The methods of {@link AttachmentStore} for callers that return Futures. It goes with the last of these. */
interface FutureAttachments {
    private AttachmentStore store() {
        return (AttachmentStore) this;
    }

    default Future<List<Attachment>> of(SqlClient client, Item item) {
        return ReadTransaction.on(client, rx -> store().of(rx, item));
    }

    default Future<Void> own(SqlClient client, Item exception) {
        return ReadTransaction.on(client, tx -> {
                    store().own(tx, exception);
                    return true;
                })
                .mapEmpty();
    }

    default Future<String> counterpart(SqlClient client, Item item, String id) {
        return ReadTransaction.on(client, rx -> store().counterpart(rx, item, id));
    }

    default Future<ItemWithAttachments> whole(SqlClient client, Item item) {
        return ReadTransaction.on(client, rx -> store().whole(rx, item));
    }

    default Future<Item> parent(SqlClient client, Mailbox mailbox, String id) {
        return ReadTransaction.on(client, rx -> store().parent(rx, mailbox, id));
    }

    default Future<Attachment> get(SqlClient client, String id) {
        return ReadTransaction.on(client, rx -> store().get(rx, id));
    }

    default Future<NewAttachment> content(SqlClient client, Attachment attachment) {
        return ReadTransaction.on(client, rx -> store().content(rx, attachment));
    }

    default Future<Item> create(SqlClient client, Mailbox mailbox, String folder, ItemWithAttachments whole) {
        return ReadTransaction.on(client, tx -> store().create(tx, mailbox, folder, whole));
    }

    default Future<Attachment> add(SqlClient client, Item item, NewAttachment attachment) {
        return ReadTransaction.on(client, tx -> store().add(tx, item, attachment));
    }

    default Future<Item> replace(SqlClient client, Item item, Attachment attachment, NewAttachment content) {
        return ReadTransaction.on(client, tx -> store().replace(tx, item, attachment, content));
    }

    default Future<Item> remove(SqlClient client, Item item, Attachment attachment) {
        return ReadTransaction.on(client, tx -> store().remove(tx, item, attachment));
    }

    default Future<Item> addAll(SqlClient client, Mailbox mailbox, Item item, List<NewAttachment> attachments) {
        return ReadTransaction.on(client, tx -> store().addAll(tx, mailbox, item, attachments));
    }
}
