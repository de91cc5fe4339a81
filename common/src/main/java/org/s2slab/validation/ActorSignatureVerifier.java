package org.s2slab.validation;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.pki.RsaEngine;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.OperationCounters;
import org.s2slab.validation.IssuerKeys.IssuerKey;

/** Verifies the signature of an actor token: finds the issuer's key and checks the signed layer with it. */
final class ActorSignatureVerifier {
    private final IssuerKeys keys;
    private final RsaEngine engine;
    private final VerifiedSignatureCache proofs;
    private final List<Rule<KeyEvidence>> rules;

    ActorSignatureVerifier(IssuerKeys keys, RsaEngine engine, List<Rule<KeyEvidence>> rules) {
        this.keys = keys;
        this.engine = engine;
        this.rules = rules;
        proofs = new VerifiedSignatureCache();
    }

    /** @param epoch the configuration epoch the request began in */
    Future<VerifiedActor> verify(UnverifiedToken token, ServiceIdentity self, long epoch, CallContext context) {
        String x5t = token.signed().header().string("x5t");
        if (x5t == null) {
            throw new IllegalStateException("a token without thumbprint got past the header rules");
        }
        return keys.find(token.issuer(), x5t, context).map(found -> verified(token, x5t, self, epoch, found));
    }

    /** The evidence on a token's key from stored data. Its result is not cached. */
    KeyEvidence evidence(UnverifiedToken token, String x5t, ServiceIdentity self, long epoch) {
        return new KeyEvidence(
                token,
                x5t,
                self,
                epoch,
                keys.held(token.issuer(), x5t),
                keys.registered(token.issuer()).isPresent(),
                proofs.readOnly(),
                new RsaEngine(new OperationCounters()));
    }

    private VerifiedActor verified(
            UnverifiedToken token, String x5t, ServiceIdentity self, long epoch, Optional<IssuerKey> found) {
        boolean registered =
                found.isPresent() || keys.registered(token.issuer()).isPresent();
        KeyEvidence evidence = new KeyEvidence(token, x5t, self, epoch, found, registered, proofs, engine);
        Rule.refuseByFirst(rules, evidence);
        ClaimSet claims = token.signedClaims();
        if (claims == null) {
            throw new IllegalStateException("a token without signed claims got past the structure rules");
        }
        return new VerifiedActor(claims, token.issuer(), evidence.key(), evidence.hash());
    }
}
