package org.s2slab.exchange.photos;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.SqlClient;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.mailbox.ItemRowMapper;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.Rows;
import org.s2slab.validation.UserDirectory.Kind;

/** Stores the photos of users, and finds those that contacts have. */
public record UserPhotoStore(MailboxDirectory mailboxes, ItemStore items) {
    /** The photo of a user of the organisation. */
    Future<Optional<Buffer>> get(Mailbox user) {
        return Rows.first(
                items.client(),
                "SELECT content FROM user_photos WHERE mailbox = ?",
                row -> row.getBuffer(0),
                user.id());
    }

    /** Replaces the photo of a user; without a photo it is removed. */
    Future<Void> set(Mailbox user, Optional<Buffer> photo) {
        return items.write(connection -> Rows.execute(
                        connection, "DELETE FROM user_photos WHERE mailbox = ?", user.id())
                .compose(gone -> WorkSequence.ifPresent(
                        photo,
                        bytes -> Rows.execute(
                                connection,
                                "INSERT INTO user_photos (mailbox, content) VALUES (?, ?)",
                                user.id(),
                                bytes.getBytes()))));
    }

    /** The photo that belongs to an address: a user's, otherwise the picture of a contact of the one who asks. */
    Future<Optional<Buffer>> find(Mailbox asking, String address) {
        return mailboxes
                .only(Kind.SMTP, address)
                .map(this::get)
                .orElse(Future.succeededFuture(Optional.empty()))
                .compose(photo -> photo.isPresent()
                        ? Future.succeededFuture(photo)
                        : contactPhoto(items.client(), asking, address));
    }

    private static Future<Optional<Buffer>> contactPhoto(SqlClient client, Mailbox owner, String address) {
        return Rows.list(
                        client,
                        "SELECT i.number FROM items i JOIN attachments a ON a.item = i.number WHERE i.mailbox = ?"
                                + " AND i.kind = 'CONTACT' AND a.name = 'ContactPicture.jpg' ORDER BY i.entered",
                        row -> row.getLong(0),
                        owner.id())
                .compose(numbers -> ItemRowMapper.numbered(client, numbers))
                .map(contacts -> contacts.stream()
                        .filter(contact -> hasAddress(contact, address))
                        .findFirst())
                .compose(contact -> contact.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : Rows.first(
                                client,
                                "SELECT content FROM attachments WHERE item = ? AND name = 'ContactPicture.jpg'",
                                row -> row.getBuffer(0),
                                contact.get().number()));
    }

    private static boolean hasAddress(Item contact, String address) {
        return contact.content().entries("EmailAddresses").stream()
                .anyMatch(entry -> entry.text().strip().equalsIgnoreCase(address));
    }
}
