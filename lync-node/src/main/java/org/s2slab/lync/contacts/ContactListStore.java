package org.s2slab.lync.contacts;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.s2slab.node.WorkSequence;
import org.s2slab.store.Database;
import org.s2slab.store.Rows;

/** Stores the contact lists that are in Lync. */
public record ContactListStore(Database database) {
    private static final List<String> TABLES =
            List.of("contact_memberships", "contacts", "contact_groups", "contact_distribution_groups");

    /** A user's list; empty if nothing is stored. */
    Future<ContactList> of(String userId) {
        return read(database.pool(), userId);
    }

    /** Changes a user's list in one transaction and returns the new one; fails with the change's own Refusal. */
    Future<ContactList> change(String userId, UnaryOperator<ContactList> change) {
        return database.transaction(connection -> read(connection, userId)
                .map(change)
                .compose(list -> write(connection, userId, list).map(list)));
    }

    static Future<ContactList> read(SqlClient client, String userId) {
        return memberships(client, userId)
                .compose(memberships -> Rows.list(
                        client,
                        "SELECT address, name FROM contacts WHERE user_id = ? ORDER BY position",
                        row -> contact(row, memberships),
                        userId))
                .compose(contacts -> groups(client, userId)
                        .compose(groups -> distributionGroups(client, userId)
                                .map(distribution -> new ContactList(groups, contacts, distribution))));
    }

    private static Contact contact(Row row, Map<String, List<String>> memberships) {
        String address = row.getString("address");
        List<String> groups = memberships.getOrDefault(address, List.of(DefaultGroup.OTHER_CONTACTS.title()));
        return new Contact(address, row.getString("name"), groups);
    }

    private static Future<Map<String, List<String>>> memberships(SqlClient client, String userId) {
        String query =
                "SELECT address, group_name FROM contact_memberships WHERE user_id = ? ORDER BY address, position";
        return Rows.query(client, query, userId).map(Rows::grouped);
    }

    private static Future<List<String>> groups(SqlClient client, String userId) {
        return Rows.list(
                client,
                "SELECT name FROM contact_groups WHERE user_id = ? ORDER BY position",
                row -> row.getString("name"),
                userId);
    }

    private static Future<List<ContactDistributionGroup>> distributionGroups(SqlClient client, String userId) {
        return Rows.list(
                client,
                "SELECT smtp, name FROM contact_distribution_groups WHERE user_id = ? ORDER BY position",
                row -> new ContactDistributionGroup(row.getString("smtp"), row.getString("name")),
                userId);
    }

    /** Replaces a user's list, inside the caller's transaction. */
    static Future<Void> write(SqlConnection connection, String userId, ContactList list) {
        List<Tuple> groups = new ArrayList<>();
        list.groups().forEach(name -> groups.add(Tuple.of(userId, groups.size(), name)));
        List<Tuple> contacts = new ArrayList<>();
        List<Tuple> memberships = new ArrayList<>();
        for (Contact contact : list.contacts()) {
            contacts.add(Tuple.of(userId, contacts.size(), contact.address(), contact.name()));
            for (int i = 0; i < contact.groups().size(); i++) {
                memberships.add(
                        Tuple.of(userId, contact.address(), i, contact.groups().get(i)));
            }
        }
        List<Tuple> distribution = new ArrayList<>();
        list.distributionGroups()
                .forEach(group -> distribution.add(Tuple.of(userId, distribution.size(), group.smtp(), group.name())));
        return erase(connection, userId)
                .compose(done -> insert(connection, "contact_groups (user_id, position, name)", groups))
                .compose(done -> insert(connection, "contacts (user_id, position, address, name)", contacts))
                .compose(done ->
                        insert(connection, "contact_memberships (user_id, address, position, group_name)", memberships))
                .compose(done -> insert(
                        connection, "contact_distribution_groups (user_id, position, smtp, name)", distribution));
    }

    private static Future<Void> insert(SqlConnection connection, String table, List<Tuple> rows) {
        if (rows.isEmpty()) {
            return Future.succeededFuture();
        }
        String places = "?" + ", ?".repeat(rows.get(0).size() - 1);
        return Rows.batch(connection, "INSERT INTO " + table + " VALUES (" + places + ")", rows);
    }

    /** Removes a user's list, inside the caller's transaction. */
    static Future<Void> erase(SqlConnection connection, String userId) {
        return WorkSequence.each(
                TABLES, table -> Rows.query(connection, "DELETE FROM " + table + " WHERE user_id = ?", userId));
    }
}
