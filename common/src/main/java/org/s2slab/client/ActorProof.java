package org.s2slab.client;

import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Audience;
import org.s2slab.identity.PrincipalId;
import org.s2slab.token.ActorToken;
import org.s2slab.trace.FailureCause;
import org.s2slab.trace.HopDetail.Failure;
import org.s2slab.trust.DeploymentHttpClient;

/**
 * An actor token and what it proves.
 *
 * @param audience for whom it was made
 * @param application whom it names, the issuer of an outer token around it
 * @param undirected why an authorization server vouches although one of the two sides is set up for direct trust; null
 *     where neither is, or both are
 */
record ActorProof(
        ActorToken token,
        Audience audience,
        PrincipalId application,
        @Nullable String undirected) {
    ActorProof(ActorToken token, Audience audience, PrincipalId application) {
        this(token, audience, application, null);
    }

    ActorProof because(@Nullable String reason) {
        return new ActorProof(token, audience, application, reason);
    }

    /** The partner's short name, for journals. */
    String peer() {
        return new PrincipalId(audience.id(), audience.realm()).product();
    }

    /** What a partner answered that refuses it, for the journal. */
    Failure refused(PartnerRequest request, DeploymentHttpClient.Answer answer) {
        String uri = request.uri().toString();
        String requestId = answer.headers().get("request-id");
        String diagnostics = answer.headers().get("x-ms-diagnostics");
        String text = "'" + uri + "' answered " + answer.status() + "; request-id: " + requestId
                + "; x-ms-diagnostics: " + diagnostics
                + "; WWW-Authenticate: " + answer.headers().getAll("WWW-Authenticate")
                + (undirected == null ? "" : "; " + undirected);
        return new Failure(FailureCause.REFUSED, text, uri, answer.status(), requestId, diagnostics);
    }
}
