package org.s2slab.exchange.imlist;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.ids.MailboxException.Kind;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.store.Rows;
import org.s2slab.trace.IdGenerator;

/** Changes the groups of IM lists. Each method is one transaction. */
public record ImGroupStore(Database database, IdGenerator ids, ImLimits limits) {
    /** Adds a group; fails with GROUP_NAME_TAKEN or GROUP_LIMIT. */
    public Future<ImGroup> add(Mailbox mailbox, String name) {
        return database.transaction(connection -> requireFreeName(connection, mailbox, name)
                .compose(free -> insert(connection, mailbox, name, ImGroup.Type.USER_GROUP, null)));
    }

    /** Adds a distribution group, or returns the existing one unchanged. Fails with GROUP_LIMIT. */
    public Future<ImGroup> addDistributionGroup(Mailbox mailbox, String smtpAddress, String name) {
        return database.transaction(connection -> Rows.first(
                        connection,
                        "SELECT id, name, type, smtp_address FROM im_groups WHERE account = ? AND type = ? AND name_key = ?",
                        row -> ImListStore.group(row, List.of()),
                        Tuple.of(mailbox.id(), ImGroup.Type.DISTRIBUTION_GROUP.name(), NameKey.trimmed(smtpAddress)))
                .compose(found -> found.map(Future::succeededFuture)
                        .orElseGet(() ->
                                insert(connection, mailbox, name, ImGroup.Type.DISTRIBUTION_GROUP, smtpAddress))));
    }

    /** Renames a group; fails with GROUP_UNKNOWN or GROUP_NAME_TAKEN, also where the name stays the same. */
    public Future<Void> rename(Mailbox mailbox, String group, String name) {
        return database.transaction(connection -> require(connection, mailbox, group, ImGroup.Type.USER_GROUP)
                .compose(found -> requireFreeName(connection, mailbox, name))
                .compose(free -> Rows.query(
                        connection,
                        "UPDATE im_groups SET name = ?, name_key = ? WHERE id = ?",
                        Tuple.of(name, NameKey.trimmed(name), group)))
                .mapEmpty());
    }

    /**
     * Removes a group of that type; fails with GROUP_UNKNOWN. A contact that was in this group only stays in the list,
     * in the group for other contacts.
     */
    public Future<Void> remove(Mailbox mailbox, String group, ImGroup.Type type) {
        return database.transaction(connection -> require(connection, mailbox, group, type)
                .compose(found -> Rows.query(
                        connection,
                        "UPDATE im_members SET group_id = (SELECT id FROM im_groups WHERE account = ?"
                                + " AND type = 'OTHER_CONTACTS') WHERE group_id = ? AND contact_id NOT IN"
                                + " (SELECT contact_id FROM im_members WHERE group_id <> ?)",
                        Tuple.of(mailbox.id(), group, group)))
                .compose(moved -> Rows.query(connection, "DELETE FROM im_members WHERE group_id = ?", group))
                .compose(emptied -> Rows.query(connection, "DELETE FROM im_groups WHERE id = ?", group))
                .mapEmpty());
    }

    private Future<ImGroup> insert(
            SqlConnection connection, Mailbox mailbox, String name, ImGroup.Type type, @Nullable String smtpAddress) {
        String id = ids.uuid();
        String key = NameKey.trimmed(smtpAddress == null ? name : smtpAddress);
        return requireRoom(connection, mailbox)
                .compose(room -> Rows.query(
                        connection,
                        "INSERT INTO im_groups (id, account, position, name, name_key, type, smtp_address)"
                                + " VALUES (?, ?, (SELECT MAX(position) + 1 FROM im_groups WHERE account = ?), ?, ?, ?, ?)",
                        Tuple.of(id, mailbox.id(), mailbox.id(), name, key, type.name(), smtpAddress)))
                .map(inserted -> new ImGroup(id, name, type, smtpAddress, List.of()));
    }

    private Future<Void> requireRoom(SqlConnection connection, Mailbox mailbox) {
        return Rows.query(
                        connection,
                        "SELECT COUNT(*) FROM im_groups WHERE account = ?"
                                + " AND type IN ('USER_GROUP', 'DISTRIBUTION_GROUP')",
                        mailbox.id())
                .compose(rows ->
                        ImListStore.require(rows.iterator().next().getInteger(0) < limits.groups(), Kind.GROUP_LIMIT));
    }

    private static Future<Void> requireFreeName(SqlConnection connection, Mailbox mailbox, String name) {
        return Rows.query(
                        connection,
                        "SELECT id FROM im_groups WHERE account = ? AND name_key = ?"
                                + " AND type <> 'DISTRIBUTION_GROUP'",
                        Tuple.of(mailbox.id(), NameKey.trimmed(name)))
                .compose(rows -> ImListStore.require(rows.size() == 0, Kind.GROUP_NAME_TAKEN));
    }

    private static Future<Void> require(SqlConnection connection, Mailbox mailbox, String group, ImGroup.Type type) {
        return find(connection, mailbox, group)
                .compose(found -> ImListStore.require(
                        found.filter(there -> there.type() == type).isPresent(), Kind.GROUP_UNKNOWN));
    }

    /** A group of this mailbox by its key. */
    static Future<Optional<ImGroup>> find(SqlConnection connection, Mailbox mailbox, String group) {
        return Rows.first(
                connection,
                "SELECT id, name, type, smtp_address FROM im_groups WHERE account = ? AND id = ?",
                row -> ImListStore.group(row, List.of()),
                Tuple.of(mailbox.id(), group));
    }
}
