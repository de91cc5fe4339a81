package org.s2slab.exchange.imlist;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.MailboxException.Kind;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.mailbox.SqlDialect;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/** Changes the contacts of IM lists and their group membership. */
public record ImContactStore(ItemStore items, ImLimits limits) {
    private static final String FOLDER = DistinguishedFolder.QUICKCONTACTS.distinguishedName();

    /** Key, IM address and {@code tel:} address of the contacts in the folder. */
    private static final String IDENTITIES = "SELECT id, " + SqlDialect.property(ImContact.ADDRESS) + " AS address, "
            + SqlDialect.property(ImContact.TEL_URI) + " AS tel_uri FROM items WHERE mailbox = ? AND folder = ?"
            + " AND kind = 'CONTACT' AND associated = 0 ORDER BY number";

    /** How many other contacts are in the list. */
    private static final String OTHERS = "SELECT COUNT(DISTINCT m.contact_id) AS number FROM im_members m"
            + " JOIN im_groups g ON g.id = m.group_id WHERE g.account = ? AND m.contact_id <> ?";

    /** A contact in the folder; a client may have removed its address. */
    private record Identity(
            String id, @Nullable String address, @Nullable String telUri) {
        boolean isOf(NewImContact contact) {
            return address != null && NewImContact.key(address, telUri).equals(contact.key());
        }
    }

    /**
     * Adds a contact to a group, or to the group for other contacts where none is named. A contact with that address
     * that exists already is not doubled: it joins the group and is given back, so that a migration which broke off
     * may simply be repeated. Fails with GROUP_UNKNOWN or CONTACT_LIMIT.
     */
    public ImContact add(WriteTransaction tx, Mailbox mailbox, NewImContact contact, @Nullable String group) {
        String target = groupOf(tx, mailbox, group);
        return ImContact.of(join(tx, mailbox, target, existing(tx, mailbox, contact)));
    }

    /** Puts a contact into one more group. Fails with CONTACT_UNKNOWN, GROUP_UNKNOWN or CONTACT_LIMIT. */
    public void addToGroup(WriteTransaction tx, Mailbox mailbox, String contact, @Nullable String group) {
        Item found = require(tx, mailbox, contact);
        join(tx, mailbox, groupOf(tx, mailbox, group), found);
    }

    /**
     * Takes a contact out of a group; out of its last group is out of the list. Fails with CONTACT_UNKNOWN,
     * GROUP_UNKNOWN or NOT_A_MEMBER.
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

    /** Takes a contact out of all groups and out of the list. Fails with CONTACT_UNKNOWN. */
    public void remove(WriteTransaction tx, Mailbox mailbox, String contact) {
        delete(tx, mailbox, require(tx, mailbox, contact));
    }

    /** A trigger of the database takes what leaves the folder out of all groups. */
    private void delete(WriteTransaction tx, Mailbox mailbox, Item contact) {
        items.delete(tx, mailbox, contact, DisposalType.HardDelete);
    }

    /** Membership is part of the item as clients see it, so it gets a new change key. */
    private Item touch(WriteTransaction tx, Item contact) {
        return items.touch(tx, contact);
    }

    /** The contact in the folder that has this identity, otherwise a new one. */
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

    /** The item of a contact, whether it is in a group or not. */
    private Item require(ReadTransaction rx, Mailbox mailbox, String contact) {
        return items.find(rx, mailbox, contact)
                .filter(item -> item.folder().equals(FOLDER)
                        && item.content().kind() == ItemKind.CONTACT
                        && !item.content().flags().associated())
                .orElseThrow(() -> new MailboxException(Kind.CONTACT_UNKNOWN));
    }

    /** The key of the named group, or of the group for other contacts; distribution groups have no members here. */
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
