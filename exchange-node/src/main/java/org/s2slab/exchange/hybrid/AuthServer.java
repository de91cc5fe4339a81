package org.s2slab.exchange.hybrid;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.EvoStsIssuer;

/**
 * The registration of an authorization server (New-AuthServer).
 *
 * @param name unique without case
 * @param type the protocol of the server
 * @param metadataUrl the address of its metadata document
 * @param issuerIdentifier the issuer of the server: for MicrosoftACS the application id, for AzureAD {@code
 *     https://sts.windows.net/<tenant>/}
 * @param enabled whether the server is in use
 * @param domains the domains of the tenant of the server; they decide between several servers of one tenant
 * @param isDefault whether clients of users are sent to its authorization endpoint
 * @param applicationIdentifier the organisation's own application at this server ({@link DedicatedApplicationLookup}), or null
 * @param graphBaseUrl the address of Microsoft Graph ({@link GraphRouteLookup}), or null
 */
public record AuthServer(
        String name,
        Type type,
        URI metadataUrl,
        String issuerIdentifier,
        boolean enabled,
        List<String> domains,
        boolean isDefault,
        @Nullable String applicationIdentifier,
        @Nullable URI graphBaseUrl) {
    /** The protocol of an authorization server, with the values of the cmdlets. */
    public enum Type {
        /** Issues tokens to servers. */
        MicrosoftACS,

        /** Issues access tokens (evoSTS), to applications and for people who sign in. */
        AzureAD
    }

    public AuthServer {
        domains = List.copyOf(domains);
    }

    /** The sign-in endpoint of an AzureAD server; null for type MicrosoftACS, which has no sign-in. */
    public @Nullable URI authorizationEndpoint() {
        return type == Type.AzureAD ? endpoint("authorize") : null;
    }

    /** The token endpoint of an AzureAD server. */
    public URI tokenEndpoint() {
        return endpoint("token");
    }

    /** Whether this is the AzureAD server of a tenant. */
    boolean isOf(String tenant) {
        return type == Type.AzureAD && issuerIdentifier.equals(EvoStsIssuer.of(tenant));
    }

    /** Whether the server has one of these domains. */
    boolean hasAnyOf(Collection<String> others) {
        return domains.stream().anyMatch(domain -> others.stream().anyMatch(domain::equalsIgnoreCase));
    }

    /** The v2.0 token endpoint of an AzureAD server for a tenant. */
    URI tokenEndpointOf(String tenant) {
        return URI.create("https://" + metadataUrl.getHost() + "/" + tenant + "/oauth2/v2.0/token");
    }

    private URI endpoint(String last) {
        return URI.create("https://" + metadataUrl.getHost() + "/common/oauth2/" + last);
    }
}
