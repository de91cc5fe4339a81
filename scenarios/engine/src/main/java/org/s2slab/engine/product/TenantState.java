package org.s2slab.engine.product;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The configuration of one tenant at an authorization server.
 *
 * @param published the thumbprints (x5t) of the signing keys in its metadata document
 * @param dedicated whether a key of the tenant's own servers cannot authenticate any of Microsoft's applications
 */
public record TenantState(String id, List<String> published, boolean dedicated, List<Principal> principals) {
    /** An application of the tenant. */
    public record Principal(
            String application,
            String objectId,
            String name,
            boolean enabled,
            List<String> names,
            List<Credential> credentials) {
        /** Whether it may be the audience of tokens for a host: id/host, https://host/, id/*.domain; any case. */
        public boolean isNamedFor(String host) {
            return names.stream().anyMatch(name -> fits(name.toLowerCase(Locale.ROOT), host.toLowerCase(Locale.ROOT)));
        }

        private boolean fits(String known, String host) {
            boolean below =
                    known.startsWith(application + "/*.") && host.endsWith(known.substring(application.length() + 2));
            return below || known.equals(application + "/" + host) || known.equals("https://" + host + "/");
        }
    }

    /** A certificate with which an application authenticates at the authorization server. */
    public record Credential(String keyId, String x5t, Instant start, Instant end) {}

    public Optional<Principal> principal(String application) {
        return principals.stream()
                .filter(principal -> principal.application().equals(application))
                .findFirst();
    }
}
