package org.s2slab.client;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.s2slab.trace.ChallengeContent;

/**
 * The Bearer challenge of a resource of any of the products ([MS-XOAUTH] 3.1.5.1). It is not authenticated, so a caller
 * compares it with its own configuration.
 *
 * @param clientId the resource's application id, the principal of an audience, or null
 * @param realm the resource's realm, or null if the challenge names trusted issuers only
 * @param trustedIssuers the issuers that the resource trusts ({@code id@realm}, {@code id@*}, an address); may be empty
 * @param authorizationUri the address of the authorization server, or null
 */
public record Challenge(
        @Nullable String clientId,
        @Nullable String realm,
        List<String> trustedIssuers,
        @Nullable String authorizationUri) {
    public Challenge {
        trustedIssuers = List.copyOf(trustedIssuers);
    }

    /** The content for the journal of the server that returned the challenge. */
    public ChallengeContent content() {
        return new ChallengeContent(clientId, realm, trustedIssuers, authorizationUri);
    }

    /**
     * Parses the {@code WWW-Authenticate} fields of a response: one or several, each with one or several challenges.
     * Skips a field that cannot be parsed; empty if no field has a Bearer challenge.
     */
    public static Optional<Challenge> parse(List<String> fields) {
        return fields.stream()
                .flatMap(field -> schemes(field).stream())
                .filter(scheme -> scheme.scheme().equals("bearer"))
                .findFirst()
                .map(scheme -> of(scheme.parameters()));
    }

    private static List<ChallengeParser.Scheme> schemes(String field) {
        try {
            return ChallengeParser.read(field);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    private static Challenge of(Map<String, String> parameters) {
        // [MS-SPS2SAUTH] 3.1.5 writes trustedissuers. Every product sends trusted_issuers.
        String issuers = parameters.getOrDefault("trusted_issuers", parameters.getOrDefault("trustedissuers", ""));
        return new Challenge(
                value(parameters, "client_id"),
                value(parameters, "realm"),
                Arrays.stream(issuers.split(","))
                        .map(String::strip)
                        .filter(issuer -> !issuer.isEmpty())
                        .toList(),
                value(parameters, "authorization_uri"));
    }

    private static @Nullable String value(Map<String, String> parameters, String name) {
        String value = parameters.get(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
