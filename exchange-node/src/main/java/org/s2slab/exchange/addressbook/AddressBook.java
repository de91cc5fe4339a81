package org.s2slab.exchange.addressbook;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.accounts.MailboxDirectory;
import org.s2slab.validation.UserDirectory.Kind;

/** The address book of the organisation: all users and groups that can receive messages. */
public record AddressBook(MailboxDirectory mailboxes, DistributionGroupStore groups) {
    /** The entries that match a text, sorted by name. */
    public List<AddressBookEntry> matching(String text) {
        return everybody().filter(entry -> matches(entry, text)).sorted().toList();
    }

    /**
     * Whether a text matches an entry or a contact: it is the beginning of a word of the name, or of an address with or
     * without its scheme. After an equals sign, the text must equal the name or address ([MS-ADTS], ambiguous name
     * resolution).
     */
    public static boolean matches(AddressBookEntry entry, String text) {
        String asked = text.strip().toLowerCase(Locale.ROOT);
        String requested = asked.replaceFirst("^=", "");
        return Stream.concat(
                        Stream.of(entry.name()),
                        entry.addresses().stream().flatMap(address -> Stream.of(address, "smtp:" + address)))
                .map(one -> one.toLowerCase(Locale.ROOT))
                .anyMatch(one -> requested.equals(asked)
                        ? one.startsWith(requested) || one.contains(" " + requested)
                        : one.equals(requested));
    }

    /** The group with an address. */
    public Optional<DistributionGroup> groupAt(String address) {
        return groups.all().stream()
                .filter(group -> group.address().equalsIgnoreCase(address))
                .findFirst();
    }

    /** The only entry that matches an address, an alias or a display name; empty if none or several match. */
    Optional<AddressBookEntry> entry(String text) {
        if (text.indexOf('@') > 0) {
            return mailboxes
                    .mailboxAt(text)
                    .map(AddressBookEntry::of)
                    .or(() -> groupAt(text).map(AddressBookEntry::of));
        }
        String start = text + "@";
        return one(everybody()
                .filter(entry -> entry.name().equalsIgnoreCase(text)
                        || entry.address().regionMatches(true, 0, start, 0, start.length())));
    }

    private static Optional<AddressBookEntry> one(Stream<AddressBookEntry> found) {
        List<AddressBookEntry> entries = found.limit(2).toList();
        return entries.size() == 1 ? Optional.of(entries.get(0)) : Optional.empty();
    }

    /** The direct members of a group, without removed accounts and accounts without a mailbox. */
    public List<AddressBookEntry> members(DistributionGroup group) {
        return group.members().stream()
                .flatMap(member -> mailbox(member)
                        .map(AddressBookEntry::of)
                        .or(() -> groups.identified(member).map(AddressBookEntry::of))
                        .stream())
                .toList();
    }

    /** All mailboxes in a group and its nested groups, without duplicates. */
    public List<Mailbox> mailboxesOf(DistributionGroup group) {
        Set<String> seen = new LinkedHashSet<>(List.of(group.id()));
        List<Mailbox> found = new ArrayList<>();
        List<String> open = new ArrayList<>(group.members());
        while (!open.isEmpty()) {
            String member = open.remove(0);
            if (!seen.add(member)) {
                continue;
            }
            mailbox(member).ifPresent(found::add);
            groups.identified(member).ifPresent(inner -> open.addAll(inner.members()));
        }
        return found;
    }

    /**
     * The mailboxes that receive mail to an address; empty if the address is unknown, or if two accounts have the
     * address by mistake.
     */
    public List<Mailbox> reachedBy(String address) {
        List<Mailbox> owners = mailboxes.find(Kind.SMTP, address.strip()).stream()
                .filter(Mailbox::present)
                .toList();
        return owners.isEmpty()
                ? groupAt(address.strip()).map(this::mailboxesOf).orElse(List.of())
                : owners.size() == 1 ? owners : List.of();
    }

    private Optional<Mailbox> mailbox(String id) {
        return mailboxes.withId(id).filter(Mailbox::present);
    }

    private Stream<AddressBookEntry> everybody() {
        return Stream.concat(
                mailboxes.all().stream().filter(Mailbox::present).map(AddressBookEntry::of),
                groups.all().stream().map(AddressBookEntry::of));
    }
}
