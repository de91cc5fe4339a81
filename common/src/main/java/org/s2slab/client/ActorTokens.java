package org.s2slab.client;

import io.vertx.core.Future;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.identity.Audience;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.trust.PartnerApplication;
import org.s2slab.trust.PartnerDirectory;

/**
 * Picks by the challenge where an actor token comes from: a partner that trusts this application gets one it signed
 * itself, one that trusts the authorization server gets that server's ([MS-XOAUTH] 3.1.5.1). What the challenge says is
 * compared with this node's own configuration first, because anybody can write one.
 */
public final class ActorTokens {
    private final PartnerDirectory partners;
    private final Supplier<ServiceIdentity> self;
    private final SelfIssuedTokens selfIssued;

    public ActorTokens(PartnerDirectory partners, Supplier<ServiceIdentity> self, SelfIssuedTokens selfIssued) {
        this.partners = partners;
        this.self = self;
        this.selfIssued = selfIssued;
    }

    /** A token for the resource at an address; fails with TOKEN_UNOBTAINABLE. */
    Future<ActorProof> forChallenge(Challenge challenge, URI resource, CallContext context) {
        try {
            return Future.succeededFuture(prove(challenge, resource, context));
        } catch (Refusal refusal) {
            return Future.failedFuture(refusal);
        }
    }

    private ActorProof prove(Challenge challenge, URI resource, CallContext context) {
        PrincipalId me = self.get().principal();
        PartnerApplication partner = partnerNamed(challenge.clientId(), resource, me);
        if (challenge.trustedIssuers().contains(me.toString())) {
            checkRealm(challenge.realm(), partner, resource);
            String realm = challenge.realm() == null ? realmOf(partner, me) : challenge.realm();
            return selfIssued.prove(audience(partner, resource, realm), me, context);
        }
        String host = "'" + resource.getHost() + "'";
        if (challenge.trustedIssuers().stream().anyMatch(ActorTokens::isAuthorizationServer)) {
            throw unobtainable(host + " trusts the authorization server (" + challenge.trustedIssuers() + ") and not '"
                    + me + "'; tokens of an authorization server ("
                    + Remedies.of(me).registerServer()
                    + ") are not supported yet");
        }
        throw unobtainable(host + " trusts " + challenge.trustedIssuers() + " and not '" + me
                + "'; its administrator makes this server a partner application there");
    }

    private PartnerApplication partnerNamed(@Nullable String clientId, URI resource, PrincipalId me) {
        if (clientId == null) {
            throw unobtainable("empty client id in the challenge from '" + resource + "'");
        }
        return partners.all().stream()
                .filter(PartnerApplication::enabled)
                .filter(partner -> partner.applicationId().equals(clientId))
                .findFirst()
                .orElseThrow(() -> unobtainable("the challenge from '" + resource + "' names the application '"
                        + clientId + "' (" + WellKnownPrincipals.productOf(clientId)
                        + "), which is no enabled partner application here; an administrator registers it with "
                        + Remedies.of(me).registerPartner()));
    }

    /** A partner whose realm is known here does not choose another one by its challenge. */
    private void checkRealm(@Nullable String realm, PartnerApplication partner, URI resource) {
        String known = partners.issuerOf(partner.name()).map(PrincipalId::realm).orElse(realm);
        if (realm != null && !realm.equals(known)) {
            throw unobtainable("the challenge from '" + resource + "' names the realm '" + realm
                    + "', the partner application '" + partner.name() + "' is of realm '" + known + "'");
        }
    }

    /** The partner's own realm where it is known; else it serves the realm in which it trusts this application. */
    private String realmOf(PartnerApplication partner, PrincipalId me) {
        return partners.issuerOf(partner.name()).map(PrincipalId::realm).orElse(me.realm());
    }

    private static Audience audience(PartnerApplication partner, URI resource, String realm) {
        try {
            return new Audience(partner.applicationId(), resource.getHost(), realm);
        } catch (IllegalArgumentException e) {
            throw unobtainable("the challenge from '" + resource + "' makes no audience: " + e.getMessage());
        }
    }

    private static boolean isAuthorizationServer(String issuer) {
        return issuer.startsWith(WellKnownPrincipals.AUTHORIZATION_SERVER + "@");
    }

    private static Refusal unobtainable(String detail) {
        return new Refusal(RefusalCode.TOKEN_UNOBTAINABLE, detail);
    }
}
