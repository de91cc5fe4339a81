package org.s2slab.exchange.hybrid;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.s2slab.store.Database;
import org.s2slab.store.NamedTable;

/**
 * The connector to the domains of the other organisation in a hybrid deployment (New-IntraOrganizationConnector). While
 * it is enabled, calls use only OAuth. A failed call is not repeated with an older protocol.
 *
 * @param name unique without case
 * @param domains the domains of the recipients in the other organisation, in lower case
 * @param discoveryEndpoint its Autodiscover service, {@code https://.../autodiscover.svc}
 * @param sharingEpr the address of its Exchange Web Services if Autodiscover is not needed, or null
 * @param enabled whether the connector is in use
 */
public record IntraOrganizationConnector(
        String name,
        List<String> domains,
        URI discoveryEndpoint,
        @Nullable URI sharingEpr,
        boolean enabled) {
    public IntraOrganizationConnector {
        domains =
                domains.stream().map(domain -> domain.toLowerCase(Locale.ROOT)).toList();
    }

    /** The connectors of the organisation. */
    public static NamedTable<IntraOrganizationConnector> table(Database database) {
        return new NamedTable<>(
                database,
                "intra_organization_connectors",
                IntraOrganizationConnector.class,
                IntraOrganizationConnector::name);
    }

    /** Whether the mailbox of a recipient is found through this connector. */
    boolean leadsTo(String smtp) {
        String domain = smtp.substring(smtp.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        return enabled && domains.contains(domain);
    }
}
