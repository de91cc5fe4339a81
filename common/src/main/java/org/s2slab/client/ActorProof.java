package org.s2slab.client;

import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Audience;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.token.ActorToken;
import org.s2slab.trace.FailureCause;
import org.s2slab.trace.HopDetail.Failure;
import org.s2slab.trace.TokenInspection;
import org.s2slab.trace.TokenView;
import org.s2slab.trust.DeploymentHttpClient;

/**
 * An actor token and the facts that it proves.
 *
 * @param audience the audience of the token
 * @param application the application that the token names; the issuer of an outer token around it
 * @param alone whether the token is for the application alone, so that no outer token for a user wraps it
 * @param undirected why an authorization server vouches although one side is configured for direct trust; null if
 *     neither side is, or both are
 */
record ActorProof(
        ActorToken token,
        Audience audience,
        PrincipalId application,
        boolean alone,
        @Nullable String undirected) {
    ActorProof(ActorToken token, Audience audience, PrincipalId application) {
        this(token, audience, application, false, null);
    }

    ActorProof because(@Nullable String reason) {
        return new ActorProof(token, audience, application, alone, reason);
    }

    /** The body of a request for a user, if any. A token for the application alone does not name the user. */
    @Nullable
    Buffer bodyOf(PartnerRequest request, @Nullable UserIdentifiers user) {
        return user != null && alone ? request.bodyFor(user) : request.body();
    }

    /** The partner's short name, for journals. */
    String peer() {
        boolean isGraph = audience.id().equals(WellKnownPrincipals.GRAPH);
        String server = isGraph ? WellKnownPrincipals.AUTHORIZATION_SERVER : audience.id();
        return WellKnownPrincipals.productOf(server);
    }

    /** The content of a token at its first use. The token is parsed at once, because its text must not be stored. */
    static Supplier<TokenInspection> opened(String token) {
        TokenInspection opened = TokenInspection.unchecked(TokenView.of(token));
        return () -> opened;
    }

    /** The journal entry of a partner's response that refused the token. */
    Failure refused(PartnerRequest request, DeploymentHttpClient.Answer answer) {
        String uri = request.uri().toString();
        String requestId = answer.headers().get("request-id");
        String diagnostics = answer.headers().get("x-ms-diagnostics");
        String policy = answer.headers().get("X-EWS-Policy-Reason");
        String text = "'" + uri + "' answered " + answer.status() + "; request-id: " + requestId
                + "; x-ms-diagnostics: " + diagnostics
                + "; WWW-Authenticate: " + answer.headers().getAll("WWW-Authenticate")
                + (policy == null ? "" : "; X-EWS-Policy-Reason: " + policy)
                + (undirected == null ? "" : "; " + undirected);
        return new Failure(FailureCause.REFUSED, text, uri, answer.status(), requestId, diagnostics);
    }

    /** Whether the refusal concerns the user, so that a new token would not help. */
    static boolean isAboutTheUser(DeploymentHttpClient.Answer answer) {
        String diagnostics = answer.headers().get("x-ms-diagnostics");
        return diagnostics != null && diagnostics.contains("invalid_user");
    }
}
