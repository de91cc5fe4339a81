package org.s2slab.authz;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.s2slab.authz.registry.OnlineServiceCredential;
import org.s2slab.authz.registry.Tenant;
import org.s2slab.config.NodeConfig;
import org.s2slab.config.ProductBehavior;
import org.s2slab.identity.Guid;
import org.s2slab.identity.HostNameSyntax;
import org.s2slab.node.ProductConfig;

/**
 * The configuration file of an authorization server node.
 *
 * @param tenants the organisations of the server (default: one tenant with the deployment's domain)
 * @param services the keys with which Microsoft's online services authenticate in every tenant
 * @param mailboxHosts the host of Exchange Online for each tenant that has one, by tenant id. Microsoft Graph forwards
 *     requests about users to it (default: none)
 */
public record AuthzConfig(
        NodeConfig node,
        @Nullable List<Tenant> tenants,
        @Nullable List<OnlineServiceCredential> services,
        @Nullable Map<String, String> mailboxHosts)
        implements ProductConfig {
    public AuthzConfig {
        ProductBehavior.requireFor("authz", node.simulation().behaviors());
        if (tenants != null) {
            requireDistinct(tenants);
            tenants = List.copyOf(tenants);
        }
        services = services == null ? List.of() : List.copyOf(services);
        mailboxHosts = mailboxHosts == null ? Map.of() : Map.copyOf(mailboxHosts);
        mailboxHosts.forEach((tenant, host) -> {
            if (!Guid.isLowerCase(tenant) || !HostNameSyntax.isWellFormed(host)) {
                throw new IllegalArgumentException("mailbox-hosts: '" + tenant + ": " + host
                        + "' is not the id of a tenant in lower case and a host name");
            }
        });
    }

    /** A configuration without Exchange Online. */
    public AuthzConfig(
            NodeConfig node, @Nullable List<Tenant> tenants, @Nullable List<OnlineServiceCredential> services) {
        this(node, tenants, services, null);
    }

    Map<String, String> allMailboxHosts() {
        return mailboxHosts == null ? Map.of() : mailboxHosts;
    }

    /** All tenants of the configuration, at least one. */
    List<Tenant> allTenants() {
        if (tenants != null) {
            return tenants;
        }
        String domain = node.domain().toLowerCase(Locale.ROOT);
        String id = UUID.nameUUIDFromBytes(node.domain().getBytes(StandardCharsets.UTF_8))
                .toString();
        return List.of(new Tenant(id, domain, List.of(domain)));
    }

    List<OnlineServiceCredential> onlineServices() {
        return services == null ? List.of() : services;
    }

    private static void requireDistinct(List<Tenant> tenants) {
        if (tenants.isEmpty()) {
            throw new IllegalArgumentException(
                    "tenants: at least one is needed; leave the key out for the default one");
        }
        Set<String> seen = new HashSet<>();
        for (Tenant tenant : tenants) {
            if (!seen.add(tenant.id())) {
                throw new IllegalArgumentException("tenants: two have the id " + tenant.id());
            }
            for (String domain : tenant.allDomains()) {
                if (!seen.add(domain)) {
                    throw new IllegalArgumentException("tenants: two have the domain " + domain);
                }
            }
        }
    }
}
