package org.s2slab.exchange.imlist;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.mailbox.MailboxException;
import org.s2slab.exchange.mailbox.MailboxException.Kind;
import org.s2slab.store.Database;
import org.s2slab.store.Rows;
import org.s2slab.trace.IdGenerator;

/** Changes the contacts of IM lists and their group membership. Each method is one transaction. */
public record ImContactStore(Database database, IdGenerator ids, Clock clock, ImLimits limits) {
    /**
     * Adds a contact to a group, or to the group for other contacts where none is named. A contact with that address
     * that exists already is not doubled: it joins the group and is given back, so that a migration which broke off
     * may simply be repeated. Fails with GROUP_UNKNOWN or CONTACT_LIMIT.
     */
    public Future<ImContact> add(Mailbox mailbox, NewImContact contact, @Nullable String group) {
        return database.transaction(connection -> groupOf(connection, mailbox, group)
                .compose(target -> byKey(connection, mailbox, contact.key())
                        .compose(existing -> existing.map(Future::succeededFuture)
                                .orElseGet(() -> insert(connection, mailbox, contact)))
                        .compose(there -> join(connection, target, there.id()).map(there))));
    }

    /** Puts a contact into one more group. Fails with CONTACT_UNKNOWN or GROUP_UNKNOWN. */
    public Future<Void> addToGroup(Mailbox mailbox, String contact, @Nullable String group) {
        return database.transaction(connection -> require(connection, mailbox, contact)
                .compose(found -> groupOf(connection, mailbox, group))
                .compose(target -> join(connection, target, contact)));
    }

    /**
     * Takes a contact out of a group; out of its last group is out of the list. Fails with CONTACT_UNKNOWN,
     * GROUP_UNKNOWN or NOT_A_MEMBER.
     */
    public Future<Void> removeFromGroup(Mailbox mailbox, String contact, String group) {
        return database.transaction(connection -> require(connection, mailbox, contact)
                .compose(found -> groupOf(connection, mailbox, group))
                .compose(target -> Rows.query(
                        connection, "DELETE FROM im_members WHERE group_id = ? AND contact_id = ?", target, contact))
                .compose(deleted -> ImListStore.require(deleted.rowCount() > 0, Kind.NOT_A_MEMBER))
                .compose(member -> Rows.query(
                        connection,
                        "DELETE FROM im_contacts WHERE id = ? AND NOT EXISTS"
                                + " (SELECT 1 FROM im_members WHERE contact_id = ?)",
                        Tuple.of(contact, contact)))
                .compose(deleted -> touch(connection, contact)));
    }

    /** Takes a contact out of all groups and out of the list. Fails with CONTACT_UNKNOWN. */
    public Future<Void> remove(Mailbox mailbox, String contact) {
        return database.transaction(connection -> require(connection, mailbox, contact)
                .compose(found -> Rows.query(connection, "DELETE FROM im_members WHERE contact_id = ?", contact))
                .compose(left -> Rows.query(connection, "DELETE FROM im_contacts WHERE id = ?", contact))
                .mapEmpty());
    }

    private Future<ImContact> insert(SqlConnection connection, Mailbox mailbox, NewImContact contact) {
        ImContact made = new ImContact(
                ids.uuid(),
                contact.address(),
                contact.name(),
                contact.telUri(),
                contact.telephone(),
                clock.instant().getEpochSecond(),
                1);
        List<@Nullable Object> row = ImListStore.CONTACT.values(made);
        row.addAll(List.of(contact.key(), mailbox.id(), mailbox.id()));
        return requireRoom(connection, mailbox)
                .compose(room -> Rows.query(
                        connection,
                        "INSERT INTO im_contacts (" + ImListStore.CONTACT.names() + ", address_key, account, position)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?,"
                                + " (SELECT COALESCE(MAX(position), 0) + 1 FROM im_contacts WHERE account = ?))",
                        Tuple.from(row)))
                .map(made);
    }

    private Future<Void> requireRoom(SqlConnection connection, Mailbox mailbox) {
        return Rows.query(connection, "SELECT COUNT(*) FROM im_contacts WHERE account = ?", mailbox.id())
                .compose(rows -> ImListStore.require(
                        rows.iterator().next().getInteger(0) < limits.contacts(), Kind.CONTACT_LIMIT));
    }

    private static Future<Optional<ImContact>> byKey(SqlConnection connection, Mailbox mailbox, String key) {
        return Rows.first(
                connection,
                "SELECT " + ImListStore.CONTACT.names() + " FROM im_contacts WHERE account = ? AND address_key = ?",
                ImListStore.CONTACT::read,
                Tuple.of(mailbox.id(), key));
    }

    private static Future<Void> require(SqlConnection connection, Mailbox mailbox, String contact) {
        return Rows.query(connection, "SELECT id FROM im_contacts WHERE account = ? AND id = ?", mailbox.id(), contact)
                .compose(rows -> ImListStore.require(rows.size() == 1, Kind.CONTACT_UNKNOWN));
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

    private static Future<Void> join(SqlConnection connection, String group, String contact) {
        return Rows.query(
                        connection,
                        "INSERT INTO im_members (group_id, contact_id, position) VALUES (?, ?,"
                                + " (SELECT COALESCE(MAX(position), 0) + 1 FROM im_members WHERE group_id = ?))"
                                + " ON CONFLICT (group_id, contact_id) DO NOTHING",
                        Tuple.of(group, contact, group))
                .compose(inserted -> inserted.rowCount() == 0 ? Future.succeededFuture() : touch(connection, contact));
    }

    /** Membership is part of the item as clients see it, so it gets a new change key. */
    private static Future<Void> touch(SqlConnection connection, String contact) {
        return Rows.execute(connection, "UPDATE im_contacts SET change = change + 1 WHERE id = ?", contact);
    }
}
