package org.s2slab.validation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Audience;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.EvoStsIssuer;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.trace.TokenEvidence;

/**
 * The facts after the actor's signature is verified: the verified actor, the outer claims that it vouches for, and the
 * service, request, time and profile with which both are checked.
 */
final class VerifiedEvidence {
    private final VerifiedActor actor;
    private final @Nullable ClaimSet outer;
    private final ValidationProfile.Form form;
    private final Request request;
    private final ValidationProfile profile;
    private final @Nullable Audience audience;
    private final @Nullable TrustedIssuer application;
    private final List<String> roles;
    private final boolean ofPerson;

    VerifiedEvidence(
            VerifiedActor actor, UnverifiedToken token, Request request, ValidationProfile profile, IssuerKeys keys) {
        this.actor = actor;
        this.request = request;
        this.profile = profile;
        outer = token.outerClaims();
        form = token.form();
        audience = PrincipalNameParser.audience(actor.claims().audience());
        application = registration(actor, profile, keys, outer == null);
        ofPerson = ofPerson(actor);
        boolean byRoles = application != null && application.unregistered();
        roles = byRoles ? token.signed().texts(ClaimNames.ROLES) : List.of();
    }

    private VerifiedEvidence(VerifiedEvidence other, @Nullable ClaimSet outer) {
        actor = other.actor;
        request = other.request;
        profile = other.profile;
        this.outer = outer;
        form = other.form;
        audience = other.audience;
        application = other.application;
        roles = other.roles;
        ofPerson = other.ofPerson;
    }

    private static boolean ofPerson(VerifiedActor actor) {
        return actor.isAccessToken() && actor.claims().members().has(ClaimNames.SCP);
    }

    /** Returns this evidence with outer claims without the actor token, which are usable for reports only. */
    VerifiedEvidence withOuter(@Nullable ClaimSet harmless) {
        return new VerifiedEvidence(this, harmless);
    }

    /**
     * The facts of a request at its start.
     *
     * @param now seconds since 1970
     * @param epoch the configuration epoch
     * @param people whether access tokens of people are switched on at this host (check Q12)
     */
    record Request(String host, int port, long now, long epoch, ServiceIdentity self, boolean people) {}

    private static @Nullable TrustedIssuer registration(
            VerifiedActor actor, ValidationProfile profile, IssuerKeys keys, boolean alone) {
        PrincipalId application = actor.application();
        if (application == null || !actor.isTrusted()) {
            return null;
        }
        TrustedIssuer issuer = actor.trusted();
        if (ofPerson(actor)) {
            return TrustedIssuer.ofPerson(application, issuer);
        }
        if (application.equals(issuer.issuer())) {
            return issuer.isAuthorizationServer() ? null : issuer;
        }
        return keys.namedBy(issuer, application)
                .or(() -> profile.farm() && issuer.hasNameOfAuthorizationServer()
                        ? keys.namedBy(issuer, servicePrincipal(actor, application))
                        : Optional.empty())
                .or(() -> alone && profile.permissionsNeeded() ? keys.ofTenant(issuer, application) : Optional.empty())
                .orElse(null);
    }

    /** The object id of the application's service principal in an authorization server's token. */
    private static PrincipalId servicePrincipal(VerifiedActor actor, PrincipalId application) {
        PrincipalId named =
                PrincipalNameParser.principal(actor.claims().text(ClaimNames.OID) + "@" + application.realm());
        return named == null ? application : named;
    }

    VerifiedActor actor() {
        return actor;
    }

    /** The outer layer's claims, or null when an application calls for itself. */
    @Nullable
    ClaimSet outer() {
        return outer;
    }

    /** Whether the token is an access token with which a person calls by a client. */
    boolean ofPerson() {
        return ofPerson;
    }

    /** Whether the token names a user, in an outer layer or as a person's access token. */
    boolean namesUser() {
        return outer != null || ofPerson;
    }

    /** The claims that name the user, or null if an application calls for itself. */
    @Nullable
    ClaimSet userClaims() {
        return ofPerson ? AccessTokenClaims.person(actor.claims()) : outer;
    }

    /**
     * The application permissions in the token of an unregistered application of the tenant. A registered application
     * has its permissions in its registration, and the roles in its token have no effect.
     */
    List<String> roles() {
        return roles;
    }

    ValidationProfile.Form form() {
        return form;
    }

    ValidationProfile profile() {
        return profile;
    }

    Request request() {
        return request;
    }

    ServiceIdentity self() {
        return request.self();
    }

    /** The registered issuer of the actor token. */
    TrustedIssuer issuer() {
        return actor.trusted();
    }

    /**
     * The realms that count as this service's tenant in this token: its own realms. In an authorization server's token,
     * only the tenant counts for which that server is registered (check F7). A farm always uses its own realm.
     */
    Set<String> realms() {
        String registered = issuer().issuer().realm();
        boolean another = issuer().isAuthorizationServer() && !registered.equals("*") && !profile.farm();
        return another ? Set.of(registered) : self().servedRealms();
    }

    String host() {
        return request.host();
    }

    int port() {
        return request.port();
    }

    long now() {
        return request.now();
    }

    /** The audience of the actor token, or null if {@code aud} is not an audience (then G1 refuses). */
    @Nullable
    Audience audience() {
        return audience;
    }

    /** The calling application's current registration, or null if it is not registered (then F4 refuses). */
    @Nullable
    TrustedIssuer registration() {
        return application;
    }

    /** The calling application's registration for rules after F4; IllegalStateException if it is missing. */
    TrustedIssuer application() {
        if (application == null) {
            throw new IllegalStateException("the application is not registered here");
        }
        return application;
    }

    /** The key and the registrations, for the journal. */
    TokenEvidence registrations() {
        TrustedIssuer caller = application;
        return new TokenEvidence(
                actor.thumbprint(),
                EvoStsIssuer.shown(issuer().issuer()),
                issuer().name(),
                caller == null ? null : caller.name(),
                caller == null ? null : caller.level().name(),
                caller != null && caller.linkedAccount());
    }
}
