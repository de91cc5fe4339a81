package org.s2slab.validation;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.pki.RsaEngine;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.TokenHash;
import org.s2slab.validation.Evidence.Request;
import org.s2slab.validation.UserClaims.Identifier;

/**
 * Believes a token or refuses it: runs the check-list stage by stage, each stage on the type only the stage before can
 * make.
 */
public final class TokenValidator implements BearerValidator {
    private final Supplier<ServiceIdentity> self;
    private final IssuerKeys keys;
    private final UserDirectory users;
    private final ValidationProfile profile;
    private final Clock clock;
    private final ConfigurationEpoch epoch;
    private final CheckList rules;
    private final ActorSignature signatures;
    private final AcceptedTokens accepted;

    /**
     * @param self who this node is, asked once for each token
     * @param engine counts each verification it makes
     * @param profile what this node's door takes
     */
    public TokenValidator(
            Supplier<ServiceIdentity> self,
            IssuerKeys keys,
            UserDirectory users,
            RsaEngine engine,
            ValidationProfile profile,
            Clock clock,
            ConfigurationEpoch epoch) {
        this(self, keys, users, engine, profile, clock, epoch, CheckList.COMPLETE);
    }

    /** With another check-list: only to show what becomes of a token when one check is missing. */
    TokenValidator(
            Supplier<ServiceIdentity> self,
            IssuerKeys keys,
            UserDirectory users,
            RsaEngine engine,
            ValidationProfile profile,
            Clock clock,
            ConfigurationEpoch epoch,
            CheckList rules) {
        this.self = self;
        this.keys = keys;
        this.users = users;
        this.profile = profile;
        this.clock = clock;
        this.epoch = epoch;
        this.rules = rules;
        signatures = new ActorSignature(keys, engine, rules.keys());
        accepted = new AcceptedTokens(rules.kept());
    }

    @Override
    public Future<Caller> validate(String token, String host, int port, CallContext context) {
        try {
            Future<Caller> result = validated(token, host, port, context);
            // Most results are there at once; only the others need somebody to wait for them.
            return result.succeeded() ? result : result.recover(cause -> Future.failedFuture(refusal(cause)));
        } catch (RuntimeException e) {
            return Future.failedFuture(refusal(e));
        }
    }

    /** What our rules say stays; everything else is a failure to check, which is a refusal too (check N4). */
    private static Refusal refusal(Throwable cause) {
        if (cause instanceof Refusal refusal && refusal.rule() != null) {
            return refusal;
        }
        return new Refusal(RefusalCode.VALIDATION_FAILED, "N4", "unexpected: " + cause);
    }

    private Future<Caller> validated(String token, String host, int port, CallContext context) {
        long now = Math.floorDiv(clock.millis(), 1000L);
        Request request = new Request(host, port, now, epoch.current(), self.get());
        byte[] bytes = TokenText.bytesOf(token);
        String hash = TokenHash.ofBytes(bytes);
        Caller known = accepted.find(hash, request);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        UnverifiedToken unverified = UnverifiedToken.read(TokenText.of(token, bytes), profile, rules);
        Rule.refuseByFirst(rules.form(), unverified);
        Future<VerifiedActor> actor = signatures.verify(unverified, request.self(), request.epoch(), context);
        return actor.succeeded()
                ? named(actor.result(), unverified, request, hash)
                : actor.compose(verified -> named(verified, unverified, request, hash));
    }

    /** Whatever refuses from here on refuses an issuer whose signature held, so the journal may name it. */
    private Future<Caller> named(VerifiedActor actor, UnverifiedToken token, Request request, String hash) {
        try {
            Future<Caller> caller = caller(actor, token, request, hash);
            return caller.succeeded() ? caller : caller.recover(cause -> Future.failedFuture(named(actor, cause)));
        } catch (Refusal refusal) {
            return Future.failedFuture(named(actor, refusal));
        }
    }

    private static Throwable named(VerifiedActor actor, Throwable cause) {
        return cause instanceof Refusal refusal ? refusal.of(actor.issuer().product()) : cause;
    }

    private Future<Caller> caller(VerifiedActor actor, UnverifiedToken token, Request request, String hash) {
        Evidence evidence = new Evidence(actor, token, request, profile, keys);
        Rule.refuseByFirst(rules.proven(), evidence);
        Claims outer = evidence.outer();
        long until = actor.claims().expires();
        if (outer == null) {
            return Future.succeededFuture(accepted(evidence, null, hash, until));
        }
        long earliest = Math.min(until, outer.expires());
        UserClaims claims = new UserClaims(outer, evidence.application().acceptsSids());
        return user(claims, request.self()).map(user -> accepted(evidence, user, hash, earliest));
    }

    private Future<ActingUser> user(UserClaims claims, ServiceIdentity self) {
        Rule.refuseByFirst(rules.claimedUser(), claims);
        List<Identifier> identifiers = claims.identifiers();
        List<Future<List<ActingUser>>> asked = new ArrayList<>(identifiers.size());
        for (Identifier identifier : identifiers) {
            asked.add(users.matching(identifier.kind(), identifier.value()));
        }
        return Future.join(asked).map(all -> {
            FoundUsers found = new FoundUsers(identifiers, all.list(), self);
            Rule.refuseByFirst(rules.foundUser(), found);
            return found.first();
        });
    }

    private Caller accepted(Evidence evidence, @Nullable ActingUser user, String hash, long until) {
        VerifiedActor actor = evidence.actor();
        PrincipalId registered = evidence.application().issuer();
        Caller caller = new Caller(actor.application(), registered, user, actor.hash());
        accepted.keep(hash, evidence.request(), caller, until);
        return caller;
    }
}
