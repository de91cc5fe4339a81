package org.s2slab.engine.checker.plain;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * An authorization server with the configuration of its tenants, as plain data.
 *
 * @param id its principal id
 * @param hosts its host names
 */
public record TokenServiceFacts(String id, List<String> hosts, List<Tenant> tenants) {
    /** A tenant: its GUID, its domains, its client applications, and its resources. */
    public record Tenant(String id, List<String> domains, List<Client> clients, List<Resource> resources) {
        Optional<Client> client(String named) {
            return clients.stream().filter(client -> client.id().equals(named)).findFirst();
        }
    }

    /**
     * A client application.
     *
     * @param delegates whether its tokens may be for users
     * @param keys the certificates with which it can authenticate
     * @param secrets the secrets with which it can authenticate
     */
    public record Client(
            String id, boolean enabled, boolean delegates, List<X509Certificate> keys, List<String> secrets) {
        /** Whether a name is its id, and it is an application of the tenant and not a Microsoft product. */
        boolean isOwnNamed(String name) {
            return !id.matches("0000000.-0000-0ff1-ce00-000000000000")
                    && PlainCase.lower(id).equals(PlainCase.lower(name));
        }
    }

    /** A resource with its service principal names. */
    public record Resource(String id, List<String> names) {
        boolean hasNameFor(String host) {
            return names.stream().anyMatch(name -> fits(name, PlainCase.lower(host)));
        }

        /**
         * Whether a name is its id, and one of its service principal names contains the host for tokens that are
         * requested by id.
         */
        boolean isNamed(String name) {
            return id.equals(PlainCase.lower(name))
                    && names.stream().anyMatch(known -> known.startsWith(id + "/") && !known.contains("*"));
        }

        private boolean fits(String name, String host) {
            String wildcard = id + "/*";
            return name.equals(id + "/" + host)
                    || name.equals("https://" + host + "/")
                    || (name.startsWith(wildcard) && host.endsWith(name.substring(wildcard.length())));
        }
    }

    Optional<Tenant> tenant(String named) {
        return tenants.stream()
                .filter(tenant -> tenant.id().equals(named) || tenant.domains().contains(named))
                .findFirst();
    }
}
