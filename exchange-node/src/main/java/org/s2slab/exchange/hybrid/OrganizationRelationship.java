package org.s2slab.exchange.hybrid;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.s2slab.store.Database;
import org.s2slab.store.NamedTable;

/**
 * The relationship to another Exchange organisation (New-OrganizationRelationship). The product calls this organisation
 * with tokens of a federation service (DAuth), unless an intra-organization connector says that it uses OAuth.
 *
 * @param name unique without case
 * @param domains the domains of the other organisation, in lower case
 * @param properties the other properties, {@code name=value}
 */
public record OrganizationRelationship(String name, List<String> domains, List<String> properties) {
    public OrganizationRelationship {
        domains =
                domains.stream().map(domain -> domain.toLowerCase(Locale.ROOT)).toList();
        properties = List.copyOf(properties);
    }

    /** The relationships of the organisation. */
    public static NamedTable<OrganizationRelationship> table(Database database) {
        return new NamedTable<>(
                database, "organization_relationships", OrganizationRelationship.class, OrganizationRelationship::name);
    }

    /** The value of a property; empty if an administrator did not set it. */
    Optional<String> value(String property) {
        return properties.stream()
                .filter(value -> value.startsWith(property + "="))
                .map(value -> value.substring(property.length() + 1))
                .findFirst();
    }

    /** The address of EWS of the other organisation, with which Autodiscover is not needed. */
    Optional<URI> sharingEpr() {
        return value("TargetSharingEpr").map(URI::create);
    }

    /** Whether the relationship is enabled and has the domain of a recipient. */
    boolean leadsTo(String smtp) {
        String domain = smtp.substring(smtp.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        return !value("Enabled").filter("false"::equals).isPresent() && domains.contains(domain);
    }

    /** Whether the relationship also allows to ask for free/busy of a recipient. */
    boolean hasFreeBusyOf(String smtp) {
        return leadsTo(smtp)
                && value("FreeBusyAccessEnabled").filter("true"::equals).isPresent();
    }
}
