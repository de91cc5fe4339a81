package org.s2slab.exchange.people;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.content.Item;
import org.s2slab.exchange.ids.DistinguishedFolder;
import org.s2slab.exchange.ids.MailboxObjectId;
import org.s2slab.exchange.mailbox.ItemRowMapper;
import org.s2slab.store.ReadTransaction;
import org.s2slab.xml.XmlElement;

/**
 * The data about a person from one source: the directory, or a contact.
 *
 * @param id the id of the person in the source
 * @param origin the name of the source
 * @param folder the id of the folder of the directory or contact
 * @param writable whether the mailbox owner may change the data
 * @param values texts by the names of contact elements, entries as {@code EmailAddresses/EmailAddress1}
 */
record PersonSource(
        MailboxObjectId id, String origin, MailboxObjectId folder, boolean writable, Map<String, String> values) {
    static final String FIRST_MAIL = "EmailAddresses/EmailAddress1";
    private static final String NAME = "DisplayName";
    private static final String IM = "ImAddresses/ImAddress1";
    private static final String QUICK = DistinguishedFolder.QUICKCONTACTS.distinguishedName();

    /** A user of the directory, as a source for a mailbox owner. */
    static PersonSource of(Mailbox owner, Mailbox user) {
        Map<String, String> values = new LinkedHashMap<>(Map.of(NAME, user.name(), FIRST_MAIL, user.primaryAddress()));
        Optional.ofNullable(user.sip()).ifPresent(sip -> values.put(IM, "sip:" + sip));
        return new PersonSource(
                new MailboxObjectId(MailboxObjectId.Kind.PERSONA, owner.id(), user.id()),
                "GAL",
                DistinguishedFolder.DIRECTORY.idIn(owner),
                false,
                values);
    }

    /** SQL: the contacts in one folder, or all that are not deleted. Parameters: mailbox, twice the folder or ''. */
    static final String CONTACTS =
            " FROM items WHERE mailbox = ? AND kind = 'CONTACT' AND associated = 0 AND (folder = ?"
                    + " OR (? = '' AND folder <> 'deleteditems' AND folder NOT LIKE '%recoverable%'))";

    /**
     * The contacts of a mailbox in one folder, or all contacts that are not deleted, oldest first. Contacts of the IM
     * list come last, because the owner wrote the other contacts.
     *
     * @param folder the key of the folder; empty for all
     */
    static List<PersonSource> contacts(ReadTransaction rx, Mailbox mailbox, Optional<String> folder) {
        List<Long> numbers = rx.list(
                "SELECT number" + CONTACTS,
                row -> row.integer("number"),
                mailbox.id(),
                folder.orElse(""),
                folder.orElse(""));
        return ItemRowMapper.numbered(rx, numbers).stream()
                .sorted(Comparator.comparing(Item::number))
                .map(PersonSource::of)
                .sorted(Comparator.comparing(PersonSource::isQuickContact))
                .toList();
    }

    static PersonSource of(Item contact) {
        Map<String, String> values = new LinkedHashMap<>();
        for (XmlElement property : contact.content().properties()) {
            values.put(property.name(), property.text());
            property.children("Entry")
                    .forEach(entry -> values.put(
                            property.name() + "/" + entry.attribute("Key").orElse(""), entry.text()));
        }
        return new PersonSource(
                contact.storeId(),
                contact.folder().equals(QUICK) ? DistinguishedFolder.QUICKCONTACTS.displayName() : "Outlook",
                new MailboxObjectId(MailboxObjectId.Kind.FOLDER, contact.mailbox(), contact.folder()),
                true,
                values);
    }

    /** Whether the source is a contact of the IM list. */
    boolean isQuickContact() {
        return folder.key().equals(QUICK);
    }

    /** A value that is not blank. */
    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name)).filter(text -> !text.isBlank());
    }

    /** The first existing value of several names. */
    Stream<String> first(List<String> names) {
        return names.stream().flatMap(name -> value(name).stream()).limit(1);
    }
}
