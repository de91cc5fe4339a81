package org.s2slab.lync.contacts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.s2slab.refusal.Refusal;

/**
 * A person's contact list, in Lync or in Exchange. Every change returns a new list or fails with a Refusal.
 *
 * @param groups names of the person's own groups; the default groups exist besides them
 */
public record ContactList(
        List<String> groups, List<Contact> contacts, List<ContactDistributionGroup> distributionGroups) {
    /** An empty list. */
    public static final ContactList EMPTY = new ContactList(List.of(), List.of(), List.of());

    public ContactList {
        groups = List.copyOf(groups);
        contacts = List.copyOf(contacts);
        distributionGroups = List.copyOf(distributionGroups);
    }

    ContactList withGroup(String name) {
        String checked = Contact.checkedName("name", name);
        refuseTakenGroup(checked);
        return new ContactList(plus(groups, checked), contacts, distributionGroups);
    }

    ContactList renamingGroup(String name, String newName) {
        String old = ownGroup(name);
        String checked = Contact.checkedName("name", newName);
        if (!old.equalsIgnoreCase(checked)) {
            refuseTakenGroup(checked);
        }
        return new ContactList(
                mapped(groups, group -> group.equals(old) ? checked : group),
                mapped(
                        contacts,
                        contact -> contact.inGroups(
                                mapped(contact.groups(), group -> group.equals(old) ? checked : group))),
                distributionGroups);
    }

    /** Removes a group. Contacts that were in no other group move to Other Contacts. */
    ContactList withoutGroup(String name) {
        String gone = ownGroup(name);
        return new ContactList(
                without(groups, gone),
                mapped(contacts, contact -> contact.inGroups(orOther(without(contact.groups(), gone)))),
                distributionGroups);
    }

    ContactList withContact(Contact contact) {
        if (contact(contact.address()).isPresent()) {
            throw Refusal.conflict("'" + contact.address() + "' is on the contact list already");
        }
        Contact placed = contact.inGroups(known(contact.groups()));
        return new ContactList(groups, plus(contacts, placed), distributionGroups);
    }

    ContactList changingContact(String address, Function<Contact, Contact> change) {
        Contact old = contact(address).orElseThrow(() -> missing(address));
        Contact changed = change.apply(old);
        Contact placed = changed.inGroups(known(changed.groups()));
        return new ContactList(
                groups, mapped(contacts, contact -> contact.equals(old) ? placed : contact), distributionGroups);
    }

    ContactList withoutContact(String address) {
        Contact gone = contact(address).orElseThrow(() -> missing(address));
        return new ContactList(groups, without(contacts, gone), distributionGroups);
    }

    ContactList withDistributionGroup(ContactDistributionGroup group) {
        if (distributionGroups.stream().anyMatch(other -> other.smtp().equals(group.smtp()))) {
            throw Refusal.conflict("'" + group.smtp() + "' is on the contact list already");
        }
        return new ContactList(groups, contacts, plus(distributionGroups, group));
    }

    ContactList withoutDistributionGroup(String smtp) {
        ContactDistributionGroup gone = distributionGroups.stream()
                .filter(group -> group.smtp().equalsIgnoreCase(smtp))
                .findFirst()
                .orElseThrow(() -> missing(smtp));
        return new ContactList(groups, contacts, without(distributionGroups, gone));
    }

    /** The contact with this address, in any form. */
    Optional<Contact> contact(String address) {
        String requested = Contact.addressOf(address);
        return contacts.stream()
                .filter(contact -> contact.address().equals(requested))
                .findFirst();
    }

    /** A group's name in the spelling of this list, for a name in any case. */
    private Optional<String> group(String name) {
        return DefaultGroup.titled(name)
                .map(DefaultGroup::title)
                .or(() -> groups.stream().filter(name::equalsIgnoreCase).findFirst());
    }

    private String ownGroup(String name) {
        if (DefaultGroup.titled(name).isPresent()) {
            throw Refusal.conflict("'" + name + "' is a default group: it can be neither renamed nor removed");
        }
        return group(name).orElseThrow(() -> missing(name));
    }

    private void refuseTakenGroup(String name) {
        if (group(name).isPresent()) {
            throw Refusal.conflict("a group named '" + name + "' exists already");
        }
    }

    private List<String> known(List<String> names) {
        List<String> placed = new ArrayList<>();
        for (String name : orOther(names)) {
            String known = group(name)
                    .orElseThrow(() -> Refusal.invalid(
                            "groups: there is no group '" + name + "'; known are the default groups and " + groups));
            if (!placed.contains(known)) {
                placed.add(known);
            }
        }
        return placed;
    }

    private static List<String> orOther(List<String> names) {
        return names.isEmpty() ? List.of(DefaultGroup.OTHER_CONTACTS.title()) : names;
    }

    private static Refusal missing(String what) {
        return Refusal.notFound("'" + what + "' is not on the contact list");
    }

    private static <T> List<T> plus(List<T> list, T more) {
        List<T> longer = new ArrayList<>(list);
        longer.add(more);
        return longer;
    }

    private static <T> List<T> without(List<T> list, T gone) {
        return list.stream().filter(entry -> !Objects.equals(entry, gone)).toList();
    }

    private static <T> List<T> mapped(List<T> list, Function<T, T> change) {
        return list.stream().map(change).toList();
    }

    /** The form of a name for comparisons. */
    static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
