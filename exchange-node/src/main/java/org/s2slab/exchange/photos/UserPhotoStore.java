package org.s2slab.exchange.photos;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.mailbox.ItemRowMapper;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;
import org.s2slab.validation.UserDirectory.Kind;

/** Stores the photos of users, and finds the pictures of contacts. */
public record UserPhotoStore(MailboxDirectory mailboxes) {
    /** The photo of a user of the organisation. */
    Optional<Buffer> get(ReadTransaction rx, Mailbox user) {
        return rx.first("SELECT content FROM user_photos WHERE mailbox = ?", row -> row.bytes("content"), user.id());
    }

    /** Replaces the photo of a user. An empty photo removes it. */
    void set(WriteTransaction tx, Mailbox user, Optional<Buffer> photo) {
        tx.execute("DELETE FROM user_photos WHERE mailbox = ?", user.id());
        photo.ifPresent(bytes ->
                tx.execute("INSERT INTO user_photos (mailbox, content) VALUES (?, ?)", user.id(), bytes.getBytes()));
    }

    /** The photo for an address: the photo of a user, otherwise the picture of a contact of the requesting user. */
    Optional<Buffer> find(ReadTransaction rx, Mailbox asking, String address) {
        return mailboxes
                .only(Kind.SMTP, address)
                .flatMap(user -> get(rx, user))
                .or(() -> contactPhoto(rx, asking, address));
    }

    private static Optional<Buffer> contactPhoto(ReadTransaction rx, Mailbox owner, String address) {
        List<Long> numbers = rx.list(
                "SELECT i.number FROM items i JOIN attachments a ON a.item = i.number WHERE i.mailbox = ?"
                        + " AND i.kind = 'CONTACT' AND a.name = 'ContactPicture.jpg' ORDER BY i.entered",
                row -> row.integer("number"),
                owner.id());
        return ItemRowMapper.numbered(rx, numbers).stream()
                .filter(contact -> hasAddress(contact, address))
                .findFirst()
                .flatMap(contact -> rx.first(
                        "SELECT content FROM attachments WHERE item = ? AND name = 'ContactPicture.jpg'",
                        row -> row.bytes("content"),
                        contact.number()));
    }

    private static boolean hasAddress(Item contact, String address) {
        return contact.content().entries("EmailAddresses").stream()
                .anyMatch(entry -> entry.text().strip().equalsIgnoreCase(address));
    }
}
