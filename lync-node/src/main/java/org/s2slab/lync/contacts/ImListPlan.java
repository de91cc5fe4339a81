package org.s2slab.lync.contacts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.ews.EwsItemId;

/**
 * Computes the calls that change a user's IM list in Exchange towards the requested list. The only input is the latest
 * response of Exchange, so it does not matter whether earlier calls succeeded, were lost or were performed twice.
 *
 * <p>Entries that Lync did not create stay. Only entries in {@code ours} are removed from the list or from groups.
 */
final class ImListPlan {
    private final ContactList requested;
    private final ExchangeListSnapshot found;
    private final Set<String> ours;
    private final String telephoneDomain;
    private final List<ImListChange> adding = new ArrayList<>();
    private final List<ImListChange> removing = new ArrayList<>();

    private ImListPlan(ContactList requested, ExchangeListSnapshot found, Set<String> ours, String telephoneDomain) {
        this.requested = requested;
        this.found = found;
        this.ours = ours;
        this.telephoneDomain = telephoneDomain;
    }

    /**
     * The calls that are possible now; empty if the list is as requested. After these calls and another read, further
     * calls may be possible.
     *
     * @param ours the entries ({@link #entries}) that Lync may remove
     * @param telephoneDomain domain of the SIP addresses of telephone numbers
     */
    static List<ImListChange> next(
            ContactList requested, ExchangeListSnapshot found, Set<String> ours, String telephoneDomain) {
        ImListPlan plan = new ImListPlan(requested, found, ours, telephoneDomain);
        plan.addGroups();
        if (!plan.adding.isEmpty()) {
            // The ids of these groups are needed before contacts can be added to them.
            return plan.adding;
        }
        requested.contacts().forEach(plan::settle);
        plan.addDistributionGroups();
        plan.removeWhatIsNoLongerRequested();
        plan.adding.addAll(plan.removing);
        return plan.adding;
    }

    /** A list's entries, each as one text. */
    static Set<String> entries(ContactList list) {
        Set<String> entries = new HashSet<>();
        list.groups().forEach(name -> entries.add(groupEntry(name)));
        list.contacts().forEach(contact -> entries.add(contactEntry(contact)));
        list.distributionGroups().forEach(group -> entries.add(distributionGroupEntry(group)));
        return entries;
    }

    private static String groupEntry(String name) {
        return "group:" + ContactList.key(name);
    }

    private static String contactEntry(Contact contact) {
        return "contact:" + contact.address();
    }

    private static String distributionGroupEntry(ContactDistributionGroup group) {
        return "distribution:" + group.smtp();
    }

    private void addGroups() {
        requested.groups().stream()
                .filter(name -> found.group(name).isEmpty())
                .forEach(name -> adding.add(ImListChange.addGroup(name)));
    }

    private void settle(Contact contact) {
        List<ImListResponse.Persona> personas = found.contact(contact.address());
        if (personas.isEmpty()) {
            add(contact);
            return;
        }
        ImListResponse.Persona kept = personas.get(0);
        contact.groups().stream()
                .filter(group -> !found.isMember(kept, group))
                .forEach(group -> adding.add(ImListChange.addToGroup(kept.id(), groupId(group))));
        if (!ours.contains(contactEntry(contact))) {
            return;
        }
        found.groupsOf(kept).stream()
                .filter(group -> contact.groups().stream().noneMatch(group::equalsIgnoreCase))
                .forEach(group -> found.group(group)
                        .ifPresent(stale -> removing.add(ImListChange.removeFromGroup(kept.id(), stale.id()))));
        personas.subList(1, personas.size()).forEach(this::remove);
    }

    private void add(Contact contact) {
        EwsItemId group = groupId(contact.groups().get(0));
        if (contact.isTelephone()) {
            String sip = "sip:" + contact.number() + "@" + telephoneDomain + ";user=phone";
            adding.add(ImListChange.addTelephone(contact.address(), sip, contact.name(), group));
        } else {
            adding.add(ImListChange.addContact(contact.address(), contact.name(), group));
        }
    }

    /** The id of a group in a call. Exchange puts contacts without a group into Other Contacts. */
    private @Nullable EwsItemId groupId(String name) {
        return DefaultGroup.OTHER_CONTACTS.title().equals(name)
                ? null
                : found.group(name).map(ImListResponse.Group::id).orElse(null);
    }

    private void addDistributionGroups() {
        requested.distributionGroups().stream()
                .filter(group -> found.distributionGroup(group.smtp()).isEmpty())
                .forEach(group -> adding.add(ImListChange.addDistributionGroup(group.smtp(), group.name())));
    }

    private void removeWhatIsNoLongerRequested() {
        Set<String> kept = entries(requested);
        ContactList there = found.asContactList();
        there.contacts().stream()
                .filter(contact -> gone(contactEntry(contact), kept))
                .forEach(contact -> found.contact(contact.address()).forEach(this::remove));
        there.distributionGroups().stream()
                .filter(group -> gone(distributionGroupEntry(group), kept))
                .forEach(group -> found.distributionGroup(group.smtp())
                        .ifPresent(stale -> removing.add(ImListChange.removeDistributionGroup(stale.id()))));
        there.groups().stream()
                .filter(name -> gone(groupEntry(name), kept))
                .forEach(name ->
                        found.group(name).ifPresent(stale -> removing.add(ImListChange.removeGroup(stale.id()))));
    }

    private boolean gone(String entry, Set<String> kept) {
        return ours.contains(entry) && !kept.contains(entry);
    }

    private void remove(ImListResponse.Persona persona) {
        removing.add(ImListChange.removeContact(persona.id()));
    }
}
