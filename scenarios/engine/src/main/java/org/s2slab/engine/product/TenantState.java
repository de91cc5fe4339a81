package org.s2slab.engine.product;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The configuration of one tenant at an authorization server.
 *
 * @param published the thumbprints (x5t) of the signing keys in the tenant's metadata document
 * @param dedicated whether the tenant requires dedicated applications: a key of the tenant's own servers then cannot
 *     authenticate as an application of Microsoft
 */
public record TenantState(String id, List<String> published, boolean dedicated, List<Principal> principals) {
    /**
     * An application of the tenant.
     *
     * @param roles the ids of the permissions of an application of the organisation; empty for Microsoft's
     */
    public record Principal(
            String application,
            String objectId,
            String name,
            boolean enabled,
            List<String> names,
            List<Credential> credentials,
            List<String> roles) {
        /**
         * Whether the application may be the audience of tokens for a host. The application needs one of these names,
         * in any case: id/host, https://host/, id/*.domain.
         */
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
