package org.s2slab.client;

import io.vertx.core.Future;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Audience;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.token.KeptToken;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.FailureCause;
import org.s2slab.trace.HopDetail.Failure;
import org.s2slab.trust.AuthorizationServer;
import org.s2slab.trust.AuthorizationServerDirectory;
import org.s2slab.trust.DedicatedApplication;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerRegistry;

/**
 * Chooses the source of an actor token by the partner's challenge ([MS-XOAUTH] 3.1.5.1). A partner that trusts this
 * application gets a self-issued token. A partner that trusts the authorization server gets a token from this server.
 * The challenge is not authenticated, so it is first compared with this node's own configuration.
 */
public record ActorTokenSelector(
        PartnerRegistry partners,
        AuthorizationServerDirectory servers,
        Supplier<ServiceIdentity> self,
        SelfIssuedTokenSource selfIssued,
        AuthorizationServerTokenSource issued) {
    /** Obtains a token for the resource at an address; fails with TOKEN_UNOBTAINABLE. */
    Future<ActorProof> forChallenge(Challenge challenge, URI resource, CallContext context) {
        try {
            return prove(challenge, resource, context);
        } catch (Refusal refusal) {
            return Future.failedFuture(refusal);
        }
    }

    /** Obtains a token for the organisation's own application at Microsoft Graph; fails with TOKEN_UNOBTAINABLE. */
    Future<ActorProof> forGraph(DedicatedApplication own, URI resource, CallContext context) {
        String tenant = own.application().realm();
        return servers.all().stream()
                .filter(server -> server.enabled() && server.realm().equals(tenant))
                .findFirst()
                .map(server -> issued.prove(server, audience(own.resource(), resource, tenant), own, context))
                .orElseGet(() -> Future.failedFuture(unusable(
                        "no authorization server of the tenant '" + tenant + "' is registered here", resource)));
    }

    /** Discards the cached tokens for a host, whatever their origin. */
    void forget(String host) {
        selfIssued.forget(host);
        issued.forget(host);
    }

    /** The cached actor tokens, whatever their origin. */
    List<KeptToken> kept() {
        return Stream.concat(selfIssued.kept().stream(), issued.kept().stream()).toList();
    }

    /** Decides which server vouches for this node. No other code does. */
    private Future<ActorProof> prove(Challenge challenge, URI resource, CallContext context) {
        PrincipalId me = self.get().principal();
        String clientId = challenge.clientId();
        if (clientId == null) {
            throw unusable("empty client id in the challenge from '" + resource + "'", resource);
        }
        boolean trustsMe = challenge.trustedIssuers().contains(me.toString());
        Optional<PartnerApplication> partner = partner(clientId);
        if (trustsMe && partner.isPresent()) {
            return Future.succeededFuture(bySelf(partner.get(), challenge, resource, me, context));
        }
        Optional<AuthorizationServer> server = servers.namedIn(challenge.trustedIssuers());
        if (server.isPresent()) {
            Audience audience = audience(clientId, resource, server.get().realm());
            String undirected = undirected(clientId, trustsMe, partner, resource, me);
            return issued(server.get(), audience, me, context)
                    .map(proof -> proof.because(undirected))
                    .recover(failure -> Future.failedFuture(
                            undirected == null || !(failure instanceof Refusal refusal)
                                    ? failure
                                    : noting(refusal, undirected, trustsMe)));
        }
        throw new Refusal(RefusalCode.TOKEN_UNOBTAINABLE, wayOut(challenge, clientId, trustsMe, resource, me));
    }

    /** Requests a token for the organisation's own application if it has one for calls to this resource. */
    private Future<ActorProof> issued(
            AuthorizationServer server, Audience audience, PrincipalId me, CallContext context) {
        return servers.dedicated(server.realm())
                .filter(own -> audience.id().equals(own.resource()))
                .map(own -> issued.prove(server, audience, own, context))
                .orElseGet(() -> issued.prove(server, audience, me.id(), context));
    }

    /** Adds the missing part of direct trust to an authorization server's refusal. */
    private static Refusal noting(Refusal refusal, String undirected, boolean trustsMe) {
        FailureCause cause = trustsMe ? FailureCause.NO_TOKEN_ISSUED : FailureCause.NO_TOKEN_NOT_TRUSTED;
        String uri = refusal.typedDetail() instanceof Failure failure ? failure.uri() : null;
        return new Refusal(refusal.code(), new Failure(cause, refusal.detail() + "; " + undirected, uri))
                .because(refusal);
    }

    private ActorProof bySelf(
            PartnerApplication partner, Challenge challenge, URI resource, PrincipalId me, CallContext context) {
        checkRealm(challenge.realm(), partner, resource);
        String realm = challenge.realm() == null ? realmOf(partner, me) : challenge.realm();
        return selfIssued.prove(audience(partner.applicationId(), resource, realm), me, context);
    }

    /** The enabled partner with this id that trusts self-issued tokens instead of an authorization server's tokens. */
    private Optional<PartnerApplication> partner(String clientId) {
        return partners.all().stream()
                .filter(partner -> partner.enabled() && !partner.useOAuthServer())
                .filter(partner -> partner.applicationId().equals(clientId))
                .findFirst();
    }

    /** The missing part of direct trust, if only one of the two sides is configured for it. */
    private @Nullable String undirected(
            String clientId, boolean trustsMe, Optional<PartnerApplication> partner, URI resource, PrincipalId me) {
        if (trustsMe) {
            return "'" + resource.getHost() + "' trusts '" + me + "' itself too, but '" + clientId
                    + "' is no enabled partner application here; an administrator registers it with "
                    + selfIssued.hints().registerPartner();
        }
        return partner.map(known ->
                        "the partner application '" + known.name() + "' is registered here for direct trust, but '"
                                + resource.getHost() + "' does not trust '" + me
                                + "' itself; its administrator makes this server a partner application there")
                .orElse(null);
    }

    private Failure wayOut(Challenge challenge, String clientId, boolean trustsMe, URI resource, PrincipalId me) {
        if (trustsMe) {
            return unregistered(
                    "the challenge from '" + resource + "' names the application '" + clientId + "' ("
                            + WellKnownPrincipals.productOf(clientId)
                            + "), which is no enabled partner application here; an administrator registers it with "
                            + selfIssued.hints().registerPartner(),
                    resource);
        }
        String host = "'" + resource.getHost() + "'";
        String trusts = challenge.trustedIssuers().isEmpty()
                ? host + " names no issuer that it trusts, and so it does not trust '" + me + "'; "
                : host + " trusts " + challenge.trustedIssuers() + " and not '" + me + "'; ";
        return challenge.trustedIssuers().stream().anyMatch(ActorTokenSelector::isAuthorizationServer)
                ? unregistered(
                        trusts + "an administrator registers that authorization server here with "
                                + selfIssued.hints().registerServer(),
                        resource)
                : new Failure(
                        FailureCause.NO_TOKEN_NOT_TRUSTED,
                        trusts + "its administrator makes this server a partner application there",
                        resource);
    }

    private static Failure unregistered(String text, URI resource) {
        return new Failure(FailureCause.NO_TOKEN_NOT_REGISTERED, text, resource);
    }

    /** Refuses a challenge whose realm differs from the registered realm of the partner. */
    private void checkRealm(@Nullable String realm, PartnerApplication partner, URI resource) {
        String known = partners.issuerOf(partner.name()).map(PrincipalId::realm).orElse(realm);
        if (realm != null && !realm.equals(known)) {
            throw unusable(
                    "the challenge from '" + resource + "' names the realm '" + realm + "', the partner application '"
                            + partner.name() + "' is of realm '" + known + "'",
                    resource);
        }
    }

    /** The partner's registered realm, otherwise the realm in which it trusts this application. */
    private String realmOf(PartnerApplication partner, PrincipalId me) {
        return partners.issuerOf(partner.name()).map(PrincipalId::realm).orElse(me.realm());
    }

    private static Audience audience(String applicationId, URI resource, String realm) {
        try {
            return new Audience(applicationId, resource.getHost(), realm);
        } catch (IllegalArgumentException e) {
            throw unusable("the challenge from '" + resource + "' makes no audience: " + e.getMessage(), resource);
        }
    }

    private static boolean isAuthorizationServer(String issuer) {
        return issuer.startsWith(WellKnownPrincipals.AUTHORIZATION_SERVER + "@");
    }

    private static Refusal unusable(String detail, URI resource) {
        return new Refusal(
                RefusalCode.TOKEN_UNOBTAINABLE,
                new Failure(FailureCause.NO_TOKEN_CHALLENGE_UNUSABLE, detail, resource));
    }
}
