package org.s2slab.exchange.addressbook;

import java.util.List;
import java.util.Locale;

/**
 * A distribution group of the organisation.
 *
 * @param id a GUID in lower case
 * @param name unique without case
 * @param address the primary SMTP address
 * @param members the ids of member accounts and groups, in the order in which they were added
 */
public record DistributionGroup(String id, String name, String address, List<String> members) {
    public DistributionGroup {
        members = List.copyOf(members);
    }

    /** The part of its address before the at sign. */
    public String alias() {
        return address.substring(0, address.indexOf('@'));
    }

    /** The legacy distinguished name, which eDiscovery searches use as a reference. */
    public String legacyName() {
        return "/o=First Organization/ou=Exchange Administrative Group (FYDIBOHF23SPDLT)/cn=Recipients/cn="
                + alias().toLowerCase(Locale.ROOT);
    }

    /** The distinguished name, which filters of management scopes use. */
    public String distinguishedName() {
        return "CN=" + name + ",OU=Groups,OU=Microsoft Exchange Hosted Organizations";
    }

    /** Whether an Identity matches this group: by GUID, name, alias or address, compared without case. */
    public boolean isMeantBy(String identity) {
        return id.equalsIgnoreCase(identity)
                || name.equalsIgnoreCase(identity)
                || alias().equalsIgnoreCase(identity)
                || address.equalsIgnoreCase(identity);
    }
}
