package org.s2slab.exchange.hybrid;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.WellKnownPrincipals;

/**
 * What an administrator said of an authorization server (New-AuthServer).
 *
 * @param name unique without case
 * @param type which protocol it speaks
 * @param metadataUrl where its document is
 * @param issuerIdentifier who it says it is: the application id of a MicrosoftACS server,
 *     {@code https://sts.windows.net/<tenant>/} of an AzureAD one
 * @param domains the mail domains it is for; kept, as one organisation here has one tenant
 * @param enabled whether it counts
 * @param isDefault whether people's clients are sent to its authorization endpoint
 * @param applicationIdentifier the organisation's own application there (dedicated hybrid application), or null
 */
public record AuthServer(
        String name,
        Type type,
        URI metadataUrl,
        String issuerIdentifier,
        List<String> domains,
        boolean enabled,
        boolean isDefault,
        @Nullable String applicationIdentifier) {
    /** Which protocol an authorization server speaks. */
    public enum Type {
        /** Issues tokens to servers and vouches for them. */
        MICROSOFT_ACS("MicrosoftACS"),
        /** Signs people in (evoSTS). This lab tells clients of it and takes no tokens of it. */
        AZURE_AD("AzureAD");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        /** The word of the cmdlets. */
        public String word() {
            return word;
        }

        static Type named(String word) {
            return word.equalsIgnoreCase(AZURE_AD.word) ? AZURE_AD : MICROSOFT_ACS;
        }
    }

    public AuthServer {
        domains = List.copyOf(domains);
    }

    /** A server of type MicrosoftACS of which nothing was said beyond its document. */
    static AuthServer acs(String name, URI metadataUrl, boolean enabled) {
        return new AuthServer(
                name,
                Type.MICROSOFT_ACS,
                metadataUrl,
                WellKnownPrincipals.AUTHORIZATION_SERVER,
                List.of(),
                enabled,
                false,
                null);
    }

    /** The same server with what else was said of it. */
    AuthServer with(List<String> mailDomains, @Nullable String application) {
        return new AuthServer(name, type, metadataUrl, issuerIdentifier, mailDomains, enabled, isDefault, application);
    }

    /** Where an AzureAD server signs people in; one of type MicrosoftACS signs nobody in. */
    public @Nullable URI authorizationEndpoint() {
        return type == Type.AZURE_AD ? endpoint("authorize") : null;
    }

    /** Where an AzureAD server issues tokens. */
    public URI tokenEndpoint() {
        return endpoint("token");
    }

    private URI endpoint(String last) {
        return URI.create("https://" + metadataUrl.getHost() + "/common/oauth2/" + last);
    }
}
