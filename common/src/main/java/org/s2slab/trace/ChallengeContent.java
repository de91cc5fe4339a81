package org.s2slab.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The content of the challenge that a node returned to a request without credential ([MS-XOAUTH] 3.1.5.1).
 *
 * @param clientId the node's application id, the principal of an audience, or null
 * @param realm the realm, or null
 * @param trustedIssuers the issuers that the node trusts; empty if the field is absent
 * @param authorizationUri the address of the authorization server, or null
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ChallengeContent(
        @Nullable String clientId,
        @Nullable String realm,
        List<String> trustedIssuers,
        @Nullable String authorizationUri)
        implements HopDetail {
    /** The list of issuers may be null after parsing. */
    public ChallengeContent {
        trustedIssuers = List.copyOf(Objects.requireNonNullElse(trustedIssuers, List.of()));
    }

    @Override
    public String text() {
        return trustedIssuers.isEmpty() ? "no trusted issuer" : "trusted issuers: " + String.join(", ", trustedIssuers);
    }
}
