package org.s2slab.lync.contacts;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.s2slab.store.Database;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;

/** Stores the contact lists that are in Lync. */
public record ContactListStore(Database database) {
    private static final List<String> TABLES =
            List.of("contact_memberships", "contacts", "contact_groups", "contact_distribution_groups");

    /** A user's list; empty if no list is stored. */
    Future<ContactList> of(String userId) {
        return database.read(rx -> read(rx, userId));
    }

    /** Changes a user's list in one transaction and returns the changed list; fails with a Refusal of the change. */
    Future<ContactList> change(String userId, UnaryOperator<ContactList> change) {
        return database.write(tx -> {
            ContactList list = change.apply(read(tx, userId));
            write(tx, userId, list);
            return list;
        });
    }

    static ContactList read(ReadTransaction rx, String userId) {
        Map<String, List<String>> memberships = rx.grouped(
                "SELECT address, group_name FROM contact_memberships WHERE user_id = ? ORDER BY address, position",
                "address",
                "group_name",
                userId);
        List<String> others = List.of(DefaultGroup.OTHER_CONTACTS.title());
        List<Contact> contacts = rx.list(
                "SELECT address, name FROM contacts WHERE user_id = ? ORDER BY position",
                row -> new Contact(
                        row.text("address"), row.text("name"), memberships.getOrDefault(row.text("address"), others)),
                userId);
        List<String> groups = rx.list(
                "SELECT name FROM contact_groups WHERE user_id = ? ORDER BY position", row -> row.text("name"), userId);
        List<ContactDistributionGroup> distribution = rx.list(
                "SELECT smtp, name FROM contact_distribution_groups WHERE user_id = ? ORDER BY position",
                row -> new ContactDistributionGroup(row.text("smtp"), row.text("name")),
                userId);
        return new ContactList(groups, contacts, distribution);
    }

    /** Replaces a user's list. */
    static void write(WriteTransaction tx, String userId, ContactList list) {
        erase(tx, userId);
        for (int i = 0; i < list.groups().size(); i++) {
            tx.execute(
                    "INSERT INTO contact_groups (user_id, position, name) VALUES (?, ?, ?)",
                    userId,
                    i,
                    list.groups().get(i));
        }
        for (int i = 0; i < list.contacts().size(); i++) {
            write(tx, userId, i, list.contacts().get(i));
        }
        for (int i = 0; i < list.distributionGroups().size(); i++) {
            ContactDistributionGroup group = list.distributionGroups().get(i);
            tx.execute(
                    "INSERT INTO contact_distribution_groups (user_id, position, smtp, name) VALUES (?, ?, ?, ?)",
                    userId,
                    i,
                    group.smtp(),
                    group.name());
        }
    }

    private static void write(WriteTransaction tx, String userId, int position, Contact contact) {
        tx.execute(
                "INSERT INTO contacts (user_id, position, address, name) VALUES (?, ?, ?, ?)",
                userId,
                position,
                contact.address(),
                contact.name());
        for (int i = 0; i < contact.groups().size(); i++) {
            tx.execute(
                    "INSERT INTO contact_memberships (user_id, address, position, group_name) VALUES (?, ?, ?, ?)",
                    userId,
                    contact.address(),
                    i,
                    contact.groups().get(i));
        }
    }

    /** Lets no other instance change a user's list until the end of the transaction. */
    static void lock(WriteTransaction tx, String userId) {
        tx.lock("SELECT id FROM lync_users WHERE id = ?", userId);
    }

    /** Removes a user's list. */
    static void erase(WriteTransaction tx, String userId) {
        TABLES.forEach(table -> tx.execute("DELETE FROM " + table + " WHERE user_id = ?", userId));
    }
}
