package org.s2slab.client;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.s2slab.identity.Audience;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.pki.SigningKey;
import org.s2slab.pki.SigningKeyStore;
import org.s2slab.refusal.AdministratorHints;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.token.ActorToken;
import org.s2slab.token.KeptToken;
import org.s2slab.token.TokenIssuer;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.FailureCause;
import org.s2slab.trace.HopDetail.Failure;

/** The product's built-in token server, which signs actor tokens with the node's own certificate. */
public final class SelfIssuedTokenSource {
    private final SigningKeyStore keys;
    private final TokenIssuer issuer;
    private final BiFunction<SigningKey, UserIdentifiers, Optional<String>> objection;
    private final AdministratorHints hints;

    /**
     * @param objection the reason not to sign a token for this user with this certificate, for instance because the
     *     certificate does not cover the user's SIP domain; empty without a reason
     */
    public SelfIssuedTokenSource(
            SigningKeyStore keys,
            TokenIssuer issuer,
            BiFunction<SigningKey, UserIdentifiers, Optional<String>> objection,
            AdministratorHints hints) {
        this.keys = keys;
        this.issuer = issuer;
        this.objection = objection;
        this.hints = hints;
    }

    /** Returns a cached or new token for an audience; TOKEN_UNOBTAINABLE without certificate or on objection. */
    ActorProof prove(Audience audience, PrincipalId self, CallContext context) {
        SigningKey key = signingKey();
        var user = context.user();
        if (user != null) {
            objection.apply(key, user).ifPresent(reason -> {
                throw unobtainable(FailureCause.NO_TOKEN_CERTIFICATE_UNFIT, reason);
            });
        }
        ActorToken token = issuer.actorToken(audience, self, key, user != null, TokenIssuer.ACTOR_LIFETIME);
        return new ActorProof(token, audience, self);
    }

    void forget(String host) {
        issuer.forget(host);
    }

    /** The cached tokens, for administrators. */
    List<KeptToken> kept() {
        return issuer.keptActors();
    }

    /** The cmdlets that error texts about calls recommend. */
    AdministratorHints hints() {
        return hints;
    }

    /** The current signing key; throws TOKEN_UNOBTAINABLE without certificate. */
    SigningKey signingKey() {
        return keys.current().orElseThrow(() -> unobtainable(FailureCause.NO_TOKEN_NO_CERTIFICATE, reason()));
    }

    private String reason() {
        return keys.missing()
                .map(key -> "the certificate " + key.thumbprint() + " is assigned, but this server does not have its"
                        + " private key; an administrator imports it from another server of the pool with "
                        + hints.importCertificate())
                .orElseGet(() -> "no certificate is assigned to sign tokens with; an administrator assigns one with "
                        + hints.assignCertificate());
    }

    private static Refusal unobtainable(FailureCause cause, String detail) {
        return new Refusal(RefusalCode.TOKEN_UNOBTAINABLE, new Failure(cause, detail, null));
    }
}
