package org.s2slab.exchange.imlist;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.MailboxException.Kind;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.ExchangeSqlDialect;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/** Changes the contacts of IM lists and their group membership. */
public record ImContactStore(ItemStore items, ImLimits limits) {
    private static final String FOLDER = DistinguishedFolder.QUICKCONTACTS.distinguishedName();

    /** SQL: key, IM address and {@code tel:} address of the contacts in the folder. */
    private static final String IDENTITIES = "SELECT id, " + ExchangeSqlDialect.property(ImContact.ADDRESS)
            + " AS address, "
            + ExchangeSqlDialect.property(ImContact.TEL_URI) + " AS tel_uri FROM items WHERE mailbox = ? AND folder = ?"
            + " AND kind = 'CONTACT' AND associated = 0 ORDER BY number";

    /** SQL: the number of other contacts in the list. */
    private static final String OTHERS = "SELECT COUNT(DISTINCT m.contact_id) AS number FROM im_members m"
            + " JOIN im_groups g ON g.id = m.group_id WHERE g.account = ? AND m.contact_id <> ?";

    /** The identity of a contact in the folder. A client may have removed the address. */
    private record Identity(
            String id, @Nullable String address, @Nullable String telUri) {
        boolean isOf(NewImContact contact) {
            return address != null && NewImContact.key(address, telUri).equals(contact.key());
        }
    }

    /**
     * Adds a contact to a group, or without a group to the default group "Other Contacts". An existing contact with the
     * same identity joins the group and is returned, so that an interrupted migration can be repeated. Fails with
     * GROUP_UNKNOWN or CONTACT_LIMIT.
     */
    public ImContact add(WriteTransaction tx, Mailbox mailbox, NewImContact contact, @Nullable String group) {
        String target = groupOf(tx, mailbox, group);
        return ImContact.of(join(tx, mailbox, target, existing(tx, mailbox, contact)));
    }

    /** Adds an existing contact to another group. Fails with CONTACT_UNKNOWN, GROUP_UNKNOWN or CONTACT_LIMIT. */
    public void addToGroup(WriteTransaction tx, Mailbox mailbox, String contact, @Nullable String group) {
        Item found = require(tx, mailbox, contact);
        join(tx, mailbox, groupOf(tx, mailbox, group), found);
    }

    /**
     * Removes a contact from a group. Removes the contact from the list if this was its last group. Fails with
     * CONTACT_UNKNOWN, GROUP_UNKNOWN or NOT_A_MEMBER.
     */
    public void removeFromGroup(WriteTransaction tx, Mailbox mailbox, String contact, String group) {
        Item found = require(tx, mailbox, contact);
        String target = groupOf(tx, mailbox, group);
        int deleted = tx.execute("DELETE FROM im_members WHERE group_id = ? AND contact_id = ?", target, contact);
        Kind.NOT_A_MEMBER.throwIf(deleted == 0);
        if (tx.number("SELECT COUNT(*) AS number FROM im_members WHERE contact_id = ?", contact) == 0) {
            delete(tx, mailbox, found);
        } else {
            touch(tx, found);
        }
    }

    /** Removes a contact from all groups and from the list. Fails with CONTACT_UNKNOWN. */
    public void remove(WriteTransaction tx, Mailbox mailbox, String contact) {
        delete(tx, mailbox, require(tx, mailbox, contact));
    }

    /** Deletes a contact item. A database trigger removes the contact from all groups. */
    private void delete(WriteTransaction tx, Mailbox mailbox, Item contact) {
        items.delete(tx, mailbox, contact, DisposalType.HardDelete);
    }

    /** Gives a contact a new change key, because clients see the membership as part of the item. */
    private Item touch(WriteTransaction tx, Item contact) {
        return items.touch(tx, contact);
    }

    /** The contact in the folder with this identity; creates it if there is none. */
    private Item existing(WriteTransaction tx, Mailbox mailbox, NewImContact contact) {
        Optional<Identity> known = tx
                .list(
                        IDENTITIES,
                        row -> new Identity(row.text("id"), row.optionalText("address"), row.optionalText("tel_uri")),
                        mailbox.id(),
                        FOLDER)
                .stream()
                .filter(identity -> identity.isOf(contact))
                .findFirst();
        return known.isPresent()
                ? items.get(tx, mailbox, known.get().id())
                : items.create(tx, mailbox, FOLDER, contact.content());
    }

    /** The item of a contact, even if the contact is in no group. */
    private Item require(ReadTransaction rx, Mailbox mailbox, String contact) {
        return items.find(rx, mailbox, contact)
                .filter(item -> item.folder().equals(FOLDER)
                        && item.content().kind() == ItemKind.CONTACT
                        && !item.content().isAssociated())
                .orElseThrow(() -> new MailboxException(Kind.CONTACT_UNKNOWN));
    }

    /** The key of the named group or of "Other Contacts". A distribution group counts as unknown. */
    private static String groupOf(ReadTransaction rx, Mailbox mailbox, @Nullable String group) {
        return (group == null
                        ? ImGroupStore.all(rx, mailbox).stream()
                                .filter(there -> there.type() == ImGroup.Type.OTHER_CONTACTS)
                                .findFirst()
                        : ImGroupStore.find(rx, mailbox, group)
                                .filter(there -> there.type() != ImGroup.Type.DISTRIBUTION_GROUP))
                .map(ImGroup::id)
                .orElseThrow(() -> new MailboxException(Kind.GROUP_UNKNOWN));
    }

    private Item join(WriteTransaction tx, Mailbox mailbox, String group, Item contact) {
        Kind.CONTACT_LIMIT.throwIf(tx.number(OTHERS, mailbox.id(), contact.id()) >= limits.contacts());
        int inserted = tx.execute(
                "INSERT INTO im_members (group_id, contact_id, position) VALUES (?, ?,"
                        + " (SELECT COALESCE(MAX(position), 0) + 1 FROM im_members WHERE group_id = ?))"
                        + " ON CONFLICT (group_id, contact_id) DO NOTHING",
                group,
                contact.id(),
                group);
        return inserted == 0 ? contact : touch(tx, contact);
    }
}
