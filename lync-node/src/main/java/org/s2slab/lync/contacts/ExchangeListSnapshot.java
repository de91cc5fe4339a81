package org.s2slab.lync.contacts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The content of a user's IM list in Exchange as a Lync contact list, with the ids of Exchange. */
final class ExchangeListSnapshot {
    private static final String USER_GROUP = "UserGroup";
    private static final String DISTRIBUTION_GROUP = "DG";

    private final Map<String, ImListResponse.Group> groups = new LinkedHashMap<>();
    private final Map<String, ImListResponse.Group> distributionGroups = new LinkedHashMap<>();
    private final Map<String, List<ImListResponse.Persona>> contacts = new LinkedHashMap<>();

    ExchangeListSnapshot(ImListResponse list) {
        for (ImListResponse.Group group : list.groups()) {
            String smtp = group.smtp();
            if (group.kind().equals(DISTRIBUTION_GROUP) && smtp != null) {
                distributionGroups.put(ContactList.key(smtp), group);
            } else if (group.kind().equals(USER_GROUP)) {
                groups.put(ContactList.key(group.displayName()), group);
            } else {
                DefaultGroup.ofKind(group.kind())
                        .ifPresent(standard -> groups.put(ContactList.key(standard.title()), group));
            }
        }
        for (ImListResponse.Persona persona : list.personas()) {
            String written = persona.imAddress() == null ? persona.telephone() : persona.imAddress();
            if (written != null) {
                contacts.computeIfAbsent(Contact.addressOf(written), address -> new ArrayList<>())
                        .add(persona);
            }
        }
    }

    /** The person's own group or the default group with this name in Lync. */
    Optional<ImListResponse.Group> group(String name) {
        return Optional.ofNullable(groups.get(ContactList.key(name)));
    }

    Optional<ImListResponse.Group> distributionGroup(String smtp) {
        return Optional.ofNullable(distributionGroups.get(ContactList.key(smtp)));
    }

    /** The contacts with this address: more than one if Exchange created the contact twice. */
    List<ImListResponse.Persona> contact(String address) {
        return contacts.getOrDefault(address, List.of());
    }

    boolean isMember(ImListResponse.Persona persona, String groupName) {
        return group(groupName)
                .map(group -> group.members().contains(persona.id().id()))
                .orElse(false);
    }

    /** The names in Lync of a contact's groups. */
    List<String> groupsOf(ImListResponse.Persona persona) {
        return groups.values().stream()
                .filter(group -> group.members().contains(persona.id().id()))
                .map(ExchangeListSnapshot::title)
                .toList();
    }

    private static String title(ImListResponse.Group group) {
        return DefaultGroup.ofKind(group.kind()).map(DefaultGroup::title).orElse(group.displayName());
    }

    /** The content as a Lync contact list. */
    ContactList asContactList() {
        List<String> own = groups.values().stream()
                .filter(group -> group.kind().equals(USER_GROUP))
                .map(ImListResponse.Group::displayName)
                .toList();
        List<Contact> people = contacts.entrySet().stream()
                .map(entry -> contact(entry.getKey(), entry.getValue()))
                .toList();
        List<ContactDistributionGroup> distribution = distributionGroups.entrySet().stream()
                .map(entry -> new ContactDistributionGroup(
                        entry.getKey(), entry.getValue().displayName()))
                .toList();
        return new ContactList(own, people, distribution);
    }

    private Contact contact(String address, List<ImListResponse.Persona> personas) {
        List<String> memberships = personas.stream()
                .flatMap(persona -> groupsOf(persona).stream())
                .distinct()
                .toList();
        String name = personas.get(0).displayName();
        Contact bare = new Contact(address, address, memberships);
        String shown = name != null ? name : bare.isTelephone() ? bare.number() : address;
        return new Contact(
                address,
                shown,
                memberships.isEmpty() ? List.of(DefaultGroup.OTHER_CONTACTS.title()) : memberships,
                bare.isTelephone() ? null : personas.get(0).telephone());
    }
}
