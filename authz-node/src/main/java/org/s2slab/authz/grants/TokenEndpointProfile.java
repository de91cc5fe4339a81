package org.s2slab.authz.grants;

import java.util.Set;

/**
 * The settings of a token endpoint that no request can change.
 *
 * @param audiences the valid {@code aud} of an assertion; {@code %s} stands for the tenant's id
 * @param grants the supported grants
 * @param protocol the protocol of its requests and responses
 * @param issuer {@code iss} of the tokens for a tenant's own web APIs; the discovery document has the same issuer; {@code %s}
 *     stands for the tenant's id
 */
public record TokenEndpointProfile(Set<String> audiences, Set<GrantType> grants, Protocol protocol, String issuer) {
    /** The issuer of Azure AD v1.0, the same for every host. */
    public static final String V1_ISSUER = "https://sts.windows.net/%s/";

    /** The protocols of Microsoft's token endpoints, from the oldest to the newest. */
    public enum Protocol {
        /** Azure Access Control Service, {@code /tokens/OAuth/2}. */
        ACCESS_CONTROL,
        /** Azure AD v1.0, {@code /oauth2/token}: clients send a {@code resource}. */
        V1,
        /** Microsoft identity platform, {@code /oauth2/v2.0/token}: clients send a {@code scope}. */
        V2
    }

    public TokenEndpointProfile {
        audiences = Set.copyOf(audiences);
        grants = Set.copyOf(grants);
    }

    /** Whether clients send a {@code scope} instead of a {@code resource}. */
    public boolean byScope() {
        return protocol == Protocol.V2;
    }

    /** Whether the endpoint is for today's libraries. Its errors differ from those of Access Control Service. */
    public boolean forLibraries() {
        return protocol != Protocol.ACCESS_CONTROL;
    }

    String resourceField() {
        return byScope() ? "scope" : "resource";
    }

    /** The parameter that names the resource, for messages. */
    String resourceForm() {
        return switch (protocol) {
            case ACCESS_CONTROL -> "<application>/<host>@<tenant>";
            case V1 -> "https://<host>/, or a name of an application";
            case V2 -> "https://<host>/.default, or <name of an application>/.default";
        };
    }
}
