package org.s2slab.exchange.imlist;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.ids.MailboxException.Kind;
import org.s2slab.exchange.mailbox.DisposalType;
import org.s2slab.exchange.mailbox.ItemStore;
import org.s2slab.exchange.property.ItemKind;
import org.s2slab.store.Rows;

/** Changes the contacts of IM lists and their group membership. Each method is one transaction. */
public record ImContactStore(ItemStore items, ImLimits limits) {
    private static final String FOLDER = DistinguishedFolder.QUICKCONTACTS.distinguishedName();

    /** Key, IM address and {@code tel:} address of the contacts in the folder. */
    private static final String IDENTITIES = "SELECT id, properties ->> '$.\"" + ImContact.ADDRESS
            + "\"', properties ->> '$.\"" + ImContact.TEL_URI + "\"' FROM items WHERE mailbox = ? AND folder = ?"
            + " AND kind = 'CONTACT' AND associated = 0 ORDER BY number";

    /** How many other contacts are in the list. */
    private static final String OTHERS = "SELECT COUNT(DISTINCT m.contact_id) FROM im_members m"
            + " JOIN im_groups g ON g.id = m.group_id WHERE g.account = ? AND m.contact_id <> ?";

    /**
     * Adds a contact to a group, or to the group for other contacts where none is named. A contact with that address
     * that exists already is not doubled: it joins the group and is given back, so that a migration which broke off
     * may simply be repeated. Fails with GROUP_UNKNOWN or CONTACT_LIMIT.
     */
    public Future<ImContact> add(Mailbox mailbox, NewImContact contact, @Nullable String group) {
        return items.write(connection -> groupOf(connection, mailbox, group)
                        .compose(target -> existing(connection, mailbox, contact)
                                .compose(there -> join(connection, mailbox, target, there))))
                .map(ImContact::of);
    }

    /** Puts a contact into one more group. Fails with CONTACT_UNKNOWN, GROUP_UNKNOWN or CONTACT_LIMIT. */
    public Future<Void> addToGroup(Mailbox mailbox, String contact, @Nullable String group) {
        return items.write(connection -> require(connection, mailbox, contact)
                        .compose(found -> groupOf(connection, mailbox, group)
                                .compose(target -> join(connection, mailbox, target, found))))
                .mapEmpty();
    }

    /**
     * Takes a contact out of a group; out of its last group is out of the list. Fails with CONTACT_UNKNOWN,
     * GROUP_UNKNOWN or NOT_A_MEMBER.
     */
    public Future<Void> removeFromGroup(Mailbox mailbox, String contact, String group) {
        return items.write(connection -> require(connection, mailbox, contact)
                .compose(found -> groupOf(connection, mailbox, group)
                        .compose(target -> Rows.query(
                                connection,
                                "DELETE FROM im_members WHERE group_id = ? AND contact_id = ?",
                                target,
                                contact))
                        .compose(deleted -> ImListStore.require(deleted.rowCount() > 0, Kind.NOT_A_MEMBER))
                        .compose(member -> Rows.query(
                                connection, "SELECT 1 FROM im_members WHERE contact_id = ? LIMIT 1", contact))
                        .compose(others -> others.size() == 0
                                ? delete(connection, mailbox, found)
                                : items.touch(connection, found).mapEmpty())));
    }

    /** Takes a contact out of all groups and out of the list. Fails with CONTACT_UNKNOWN. */
    public Future<Void> remove(Mailbox mailbox, String contact) {
        return items.write(connection ->
                require(connection, mailbox, contact).compose(found -> delete(connection, mailbox, found)));
    }

    /** A trigger of the database takes what leaves the folder out of all groups. */
    private Future<Void> delete(SqlConnection connection, Mailbox mailbox, Item contact) {
        return items.delete(connection, mailbox, contact, DisposalType.HardDelete);
    }

    /** The contact in the folder that has this identity, otherwise a new one. */
    private Future<Item> existing(SqlConnection connection, Mailbox mailbox, NewImContact contact) {
        return Rows.list(connection, IDENTITIES, row -> row, mailbox.id(), FOLDER)
                .compose(rows -> rows.stream()
                        .filter(row -> row.getString(1) != null
                                && NewImContact.key(row.getString(1), row.getString(2))
                                        .equals(contact.key()))
                        .findFirst()
                        .map(row -> items.get(connection, mailbox, row.getString(0)))
                        .orElseGet(() -> items.create(connection, mailbox, FOLDER, contact.content())));
    }

    /** The item of a contact, whether it is in a group or not. */
    private Future<Item> require(SqlConnection connection, Mailbox mailbox, String contact) {
        return items.find(connection, mailbox, contact)
                .map(found -> found.filter(item -> item.folder().equals(FOLDER)
                                && item.content().kind() == ItemKind.CONTACT
                                && !item.content().associated())
                        .orElseThrow(() -> new MailboxException(Kind.CONTACT_UNKNOWN)));
    }

    /** The key of the named group, or of the group for other contacts; distribution groups have no members here. */
    private static Future<String> groupOf(SqlConnection connection, Mailbox mailbox, @Nullable String group) {
        if (group == null) {
            return Rows.query(
                            connection,
                            "SELECT id FROM im_groups WHERE account = ? AND type = 'OTHER_CONTACTS'",
                            mailbox.id())
                    .map(rows -> rows.iterator().next().getString(0));
        }
        return ImGroupStore.find(connection, mailbox, group)
                .compose(found -> found.filter(there -> there.type() != ImGroup.Type.DISTRIBUTION_GROUP)
                        .map(there -> Future.succeededFuture(there.id()))
                        .orElseGet(() -> Future.failedFuture(new MailboxException(Kind.GROUP_UNKNOWN))));
    }

    /** Membership is part of the item as clients see it, so it gets a new change key. */
    private Future<Item> join(SqlConnection connection, Mailbox mailbox, String group, Item contact) {
        return Rows.query(connection, OTHERS, mailbox.id(), contact.id())
                .compose(others -> ImListStore.require(
                        others.iterator().next().getInteger(0) < limits.contacts(), Kind.CONTACT_LIMIT))
                .compose(room -> Rows.query(
                        connection,
                        "INSERT INTO im_members (group_id, contact_id, position) VALUES (?, ?,"
                                + " (SELECT COALESCE(MAX(position), 0) + 1 FROM im_members WHERE group_id = ?))"
                                + " ON CONFLICT (group_id, contact_id) DO NOTHING",
                        group,
                        contact.id(),
                        group))
                .compose(inserted ->
                        inserted.rowCount() == 0 ? Future.succeededFuture(contact) : items.touch(connection, contact));
    }
}
