package org.s2slab.exchange.imlist;

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
import org.s2slab.exchange.mailbox.ItemRowMapper;
import org.s2slab.store.NameKey;
import org.s2slab.store.ReadTransaction;
import org.s2slab.store.WriteTransaction;
import org.s2slab.trace.IdGenerator;

/** Reads IM lists from mailboxes: their groups, and the contact items in them. */
public final class ImListQuery {
    private static final String CONTACTS = "SELECT number FROM items WHERE mailbox = ?"
            + " AND folder = 'quickcontacts' AND id IN (SELECT contact_id FROM im_members)";

    private static final String LINKED =
            "SELECT number FROM items WHERE mailbox = ? AND kind = 'CONTACT' AND associated = 0"
                    + " AND folder NOT IN ('deleteditems', 'quickcontacts') AND folder NOT LIKE '%recoverable%'";
    private static final String MEMBERS = "SELECT m.group_id, m.contact_id FROM im_members m"
            + " JOIN im_groups g ON g.id = m.group_id WHERE g.account = ? ORDER BY m.position";

    private ImListQuery() {}

    private record Member(String group, String contact) {}

    /** The whole IM list, without the contacts whose IM address a client has removed. */
    public static ImList list(ReadTransaction rx, Mailbox mailbox) {
        List<ImContact> contacts = items(rx, CONTACTS, mailbox).stream()
                .map(ImContact::of)
                .filter(contact -> !contact.address().isBlank())
                .toList();
        Set<String> listed = contacts.stream().map(ImContact::id).collect(Collectors.toUnmodifiableSet());
        Map<String, List<String>> members =
                rx.list(MEMBERS, row -> new Member(row.text("group_id"), row.text("contact_id")), mailbox.id()).stream()
                        .filter(member -> listed.contains(member.contact()))
                        .collect(Collectors.groupingBy(
                                Member::group, Collectors.mapping(Member::contact, Collectors.toList())));
        return new ImList(
                ImGroupStore.all(rx, mailbox).stream()
                        .map(group -> group.with(members.getOrDefault(group.id(), List.of())))
                        .toList(),
                contacts);
    }

    /** The whole IM list, with names and numbers from the first contact in the mailbox with the same address. */
    public static ImList people(ReadTransaction rx, Mailbox mailbox) {
        ImList list = list(rx, mailbox);
        if (list.contacts().isEmpty()) {
            return list;
        }
        Map<String, Item> known = byAddress(items(rx, LINKED, mailbox));
        return new ImList(
                list.groups(),
                list.contacts().stream()
                        .map(contact -> Optional.ofNullable(known.get(NameKey.ofSip(contact.address())))
                                .map(contact::knownAs)
                                .orElse(contact))
                        .toList());
    }

    /** The first contact for each address. */
    private static Map<String, Item> byAddress(List<Item> contacts) {
        Map<String, Item> known = new HashMap<>();
        contacts.forEach(contact -> contact.content().property("EmailAddresses").stream()
                .flatMap(entries -> entries.children().stream())
                .forEach(entry -> known.putIfAbsent(NameKey.trimmed(entry.text()), contact)));
        return known;
    }

    /** Reads items in the order in which they were stored. */
    private static List<Item> items(ReadTransaction rx, String numbers, Mailbox mailbox) {
        List<Long> found = rx.list(numbers, row -> row.integer("number"), mailbox.id());
        return ItemRowMapper.numbered(rx, found).stream()
                .sorted(Comparator.comparing(Item::number))
                .toList();
    }

    /** The number of groups of an IM list. */
    public static int groupCount(ReadTransaction rx, Mailbox mailbox) {
        return (int) rx.number("SELECT COUNT(*) AS number FROM im_groups WHERE account = ?", mailbox.id());
    }

    /** Whether the migration of the IM list was marked as complete (SetImListMigrationCompleted). */
    public static boolean migrationCompleted(ReadTransaction rx, Mailbox mailbox) {
        return rx.number("SELECT migration_completed AS number FROM accounts WHERE id = ?", mailbox.id()) == 1;
    }

    public static void setMigrationCompleted(WriteTransaction tx, Mailbox mailbox, boolean completed) {
        tx.execute("UPDATE accounts SET migration_completed = ? WHERE id = ?", completed ? 1 : 0, mailbox.id());
    }

    /** Creates the three default groups of a new mailbox, unless they exist. */
    public static MailboxInitializer defaultGroups(IdGenerator ids) {
        return (tx, accounts) -> tx.executeEach(
                "INSERT INTO im_groups (id, account, position, name, name_key, type)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (account, type, name_key) DO NOTHING",
                accounts.stream()
                        .flatMap(account -> Stream.of(
                                defaultGroup(ids, account, 1, "Other Contacts", ImGroup.Type.OTHER_CONTACTS),
                                defaultGroup(ids, account, 2, "Tagged", ImGroup.Type.TAGGED),
                                defaultGroup(ids, account, 3, "Favorites", ImGroup.Type.FAVORITES)))
                        .toList());
    }

    private static List<Object> defaultGroup(
            IdGenerator ids, String account, int position, String name, ImGroup.Type type) {
        return List.of(ids.uuid(), account, position, name, NameKey.trimmed(name), type.name());
    }
}
