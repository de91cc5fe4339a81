package org.s2slab.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.s2slab.identity.Audience;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.pki.SigningKey;
import org.s2slab.pki.SigningKeys;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.token.ActorToken;
import org.s2slab.token.KeptToken;
import org.s2slab.token.TokenIssuer;
import org.s2slab.trace.CallContext;

/** The product's built-in token server: actor tokens signed with the node's own certificate. */
public final class SelfIssuedTokens {
    private final SigningKeys keys;
    private final TokenIssuer issuer;
    private final Duration lifetime;
    private final BiFunction<SigningKey, UserIdentifiers, Optional<String>> objection;

    /**
     * @param lifetime of an actor token, {@link TokenIssuer#ACTOR_LIFETIME} unless the product differs
     * @param objection why a token for this user is not made with this certificate, for instance because the certificate
     *     does not cover the user's SIP domain; empty when there is no reason
     */
    public SelfIssuedTokens(
            SigningKeys keys,
            TokenIssuer issuer,
            Duration lifetime,
            BiFunction<SigningKey, UserIdentifiers, Optional<String>> objection) {
        this.keys = keys;
        this.issuer = issuer;
        this.lifetime = lifetime;
        this.objection = objection;
    }

    /** With the lifetime of Lync and Exchange, and without objection to any user. */
    public SelfIssuedTokens(SigningKeys keys, TokenIssuer issuer) {
        this(keys, issuer, TokenIssuer.ACTOR_LIFETIME, (key, user) -> Optional.empty());
    }

    /** A token for an audience, kept or new; throws TOKEN_UNOBTAINABLE without certificate or upon an objection. */
    ActorProof prove(Audience audience, PrincipalId self, CallContext context) {
        SigningKey key = signingKey(keys, self);
        var user = context.user();
        if (user != null) {
            objection.apply(key, user).ifPresent(reason -> {
                throw unobtainable(reason);
            });
        }
        ActorToken token = issuer.actorToken(audience, self, key, user != null, lifetime);
        return new ActorProof(token, audience, self);
    }

    void forget(String host) {
        issuer.forget(host);
    }

    /** What is kept, for administrators. */
    List<KeptToken> kept() {
        return issuer.keptActors();
    }

    /** What this node signs with; throws TOKEN_UNOBTAINABLE without certificate. */
    static SigningKey signingKey(SigningKeys keys, PrincipalId self) {
        return keys.current()
                .orElseThrow(() -> unobtainable(
                        "no certificate is assigned to sign tokens with; an administrator assigns one with "
                                + Remedies.of(self).assignCertificate()));
    }

    private static Refusal unobtainable(String detail) {
        return new Refusal(RefusalCode.TOKEN_UNOBTAINABLE, detail);
    }
}
