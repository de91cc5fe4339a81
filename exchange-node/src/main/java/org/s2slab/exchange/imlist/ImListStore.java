package org.s2slab.exchange.imlist;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxInitializer;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ids.MailboxException;
import org.s2slab.exchange.mailbox.ItemRowMapper;
import org.s2slab.store.Database;
import org.s2slab.store.NameKey;
import org.s2slab.store.Rows;
import org.s2slab.trace.IdGenerator;

/** Reads IM lists from mailboxes: their groups, and the contact items in them. */
public record ImListStore(Database database) {
    private static final String CONTACTS = "SELECT number FROM items WHERE mailbox = ?"
            + " AND folder = 'quickcontacts' AND id IN (SELECT contact_id FROM im_members)";

    private static final String LINKED =
            "SELECT number FROM items WHERE mailbox = ? AND kind = 'CONTACT' AND associated = 0"
                    + " AND folder NOT IN ('deleteditems', 'quickcontacts') AND folder NOT LIKE '%recoverable%'";
    private static final String GROUPS =
            "SELECT id, name, type, smtp_address FROM im_groups WHERE account = ? ORDER BY position";
    private static final String MEMBERS = "SELECT m.group_id, m.contact_id FROM im_members m"
            + " JOIN im_groups g ON g.id = m.group_id WHERE g.account = ? ORDER BY m.position";

    /** The whole IM list, as it was at one moment. */
    public Future<ImList> list(Mailbox mailbox) {
        return database.transaction(connection -> list(connection, mailbox));
    }

    /** The whole IM list, each person as the first contact of the mailbox with the same address knows them. */
    public Future<ImList> people(Mailbox mailbox) {
        return list(mailbox)
                .compose(list -> list.contacts().isEmpty()
                        ? Future.succeededFuture(list)
                        : items(database.pool(), LINKED, mailbox)
                                .map(ImListStore::byAddress)
                                .map(known -> new ImList(
                                        list.groups(),
                                        list.contacts().stream()
                                                .map(contact -> Optional.ofNullable(
                                                                known.get(NameKey.ofSip(contact.address())))
                                                        .map(contact::knownAs)
                                                        .orElse(contact))
                                                .toList())));
    }

    /** The first of the contacts with each address. */
    private static Map<String, Item> byAddress(List<Item> contacts) {
        Map<String, Item> known = new HashMap<>();
        contacts.forEach(contact -> contact.content().property("EmailAddresses").stream()
                .flatMap(entries -> entries.children().stream())
                .forEach(entry -> known.putIfAbsent(NameKey.trimmed(entry.text()), contact)));
        return known;
    }

    /** The number of groups of an IM list. */
    public Future<Integer> groupCount(Mailbox mailbox) {
        return count(mailbox, "SELECT COUNT(*) FROM im_groups WHERE account = ?");
    }

    /** Whether the migration of the IM list has been declared complete (SetImListMigrationCompleted). */
    public Future<Boolean> migrationCompleted(Mailbox mailbox) {
        return count(mailbox, "SELECT migration_completed FROM accounts WHERE id = ?")
                .map(flag -> flag == 1);
    }

    public Future<Void> setMigrationCompleted(Mailbox mailbox, boolean completed) {
        return database.execute(
                "UPDATE accounts SET migration_completed = ? WHERE id = ?", completed ? 1 : 0, mailbox.id());
    }

    private Future<Integer> count(Mailbox mailbox, String query) {
        return database.first(query, row -> row.getInteger(0), mailbox.id()).map(count -> count.orElse(0));
    }

    /** Makes the three default groups of a new mailbox; does nothing where they exist. */
    public static MailboxInitializer defaultGroups(IdGenerator ids) {
        return (connection, accounts) -> Rows.batch(
                connection,
                "INSERT INTO im_groups (id, account, position, name, name_key, type)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (account, type, name_key) DO NOTHING",
                accounts.stream()
                        .flatMap(account -> Stream.of(
                                defaultGroup(ids, account, 1, "Other Contacts", ImGroup.Type.OTHER_CONTACTS),
                                defaultGroup(ids, account, 2, "Tagged", ImGroup.Type.TAGGED),
                                defaultGroup(ids, account, 3, "Favorites", ImGroup.Type.FAVORITES)))
                        .toList());
    }

    private static Tuple defaultGroup(IdGenerator ids, String account, int position, String name, ImGroup.Type type) {
        return Tuple.of(ids.uuid(), account, position, name, NameKey.trimmed(name), type.name());
    }

    static Future<ImList> list(SqlConnection connection, Mailbox mailbox) {
        return Rows.query(connection, MEMBERS, mailbox.id())
                .compose(members -> Rows.query(connection, GROUPS, mailbox.id())
                        .compose(groups -> items(connection, CONTACTS, mailbox)
                                .map(contacts -> assemble(members, groups, contacts))));
    }

    /** In the order in which they were stored. */
    private static Future<List<Item>> items(SqlClient client, String numbers, Mailbox mailbox) {
        return Rows.list(client, numbers, row -> row.getLong(0), mailbox.id())
                .compose(found -> ItemRowMapper.numbered(client, found))
                .map(items -> items.stream()
                        .sorted(Comparator.comparing(Item::number))
                        .toList());
    }

    /** Without the contacts whose IM address a client has removed. */
    private static ImList assemble(RowSet<Row> members, RowSet<Row> groups, List<Item> items) {
        List<ImContact> contacts = items.stream()
                .map(ImContact::of)
                .filter(contact -> !contact.address().isBlank())
                .toList();
        Set<String> listed = contacts.stream().map(ImContact::id).collect(Collectors.toUnmodifiableSet());
        Map<String, List<String>> byGroup = Rows.grouped(members);
        return new ImList(
                groups.stream()
                        .map(row -> group(
                                row,
                                byGroup.getOrDefault(row.getString(0), List.of()).stream()
                                        .filter(listed::contains)
                                        .toList()))
                        .toList(),
                contacts);
    }

    /** Succeeds if a condition is true, otherwise fails for this reason. */
    static Future<Void> require(boolean holds, MailboxException.Kind otherwise) {
        return holds ? Future.succeededFuture() : Future.failedFuture(new MailboxException(otherwise));
    }

    static ImGroup group(Row row, List<String> members) {
        return new ImGroup(
                row.getString(0), row.getString(1), ImGroup.Type.valueOf(row.getString(2)), row.getString(3), members);
    }
}
