package org.s2slab.exchange.rbac;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.s2slab.exchange.accounts.Mailbox;
import org.s2slab.exchange.addressbook.AddressBook;
import org.s2slab.exchange.addressbook.DistributionGroup;

/** A mailbox as the filters of management scopes see it. */
record ScopedRecipient(AddressBook book, Mailbox mailbox) {
    private static final Map<String, Function<ScopedRecipient, List<String>>> PROPERTIES =
            new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    static {
        PROPERTIES.put("Alias", one -> List.of(one.mailbox.alias()));
        PROPERTIES.put("DisplayName", one -> List.of(one.mailbox.name()));
        PROPERTIES.put("EmailAddresses", one -> one.mailbox.addresses());
        PROPERTIES.put("Guid", one -> List.of(one.mailbox.id()));
        PROPERTIES.put("MemberOfGroup", ScopedRecipient::groups);
        PROPERTIES.put("Name", one -> List.of(one.mailbox.name()));
        PROPERTIES.put("PrimarySmtpAddress", one -> List.of(one.mailbox.primaryAddress()));
        PROPERTIES.put("UserPrincipalName", one -> List.of(one.mailbox.upn()));
    }

    /** The values of a property of filters; empty if the lab does not have the property. */
    static Optional<Function<ScopedRecipient, List<String>>> property(String name) {
        return Optional.ofNullable(PROPERTIES.get(name));
    }

    static String properties() {
        return String.join(", ", PROPERTIES.keySet());
    }

    /** The groups with this mailbox as a direct member, as in the product. */
    private List<String> groups() {
        return book.groups().all().stream()
                .filter(group -> group.members().contains(mailbox.id()))
                .map(DistributionGroup::distinguishedName)
                .toList();
    }
}
