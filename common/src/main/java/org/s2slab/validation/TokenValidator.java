package org.s2slab.validation;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Caller;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.pki.RsaEngine;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.TokenHash;
import org.s2slab.trace.TokenInspection;
import org.s2slab.validation.VerifiedEvidence.Request;

/**
 * Accepts or refuses a token: runs the check-list stage by stage. Only the previous stage can make the input type of a
 * stage.
 */
public final class TokenValidator implements BearerValidator, TokenExaminer {
    private final Supplier<ServiceIdentity> self;
    private final IssuerKeys keys;
    private final UserDirectory users;
    private final ValidationProfile profile;
    private final Clock clock;
    private final ConfigurationEpoch epoch;
    private final CheckLists rules;
    private final ActorSignatureVerifier signatures;
    private final AcceptedTokenCache accepted;
    private volatile Predicate<String> people = host -> true;

    /**
     * @param self the node's identity, read once for each token
     * @param engine counts each verification of a signature
     * @param profile the settings of the endpoint group
     */
    public TokenValidator(
            Supplier<ServiceIdentity> self,
            IssuerKeys keys,
            UserDirectory users,
            RsaEngine engine,
            ValidationProfile profile,
            Clock clock,
            ConfigurationEpoch epoch) {
        this(self, keys, users, engine, profile, clock, epoch, CheckLists.COMPLETE);
    }

    /** Validates with other check-lists, only to show what happens without a rule. */
    TokenValidator(
            Supplier<ServiceIdentity> self,
            IssuerKeys keys,
            UserDirectory users,
            RsaEngine engine,
            ValidationProfile profile,
            Clock clock,
            ConfigurationEpoch epoch,
            CheckLists rules) {
        this.self = self;
        this.keys = keys;
        this.users = users;
        this.profile = profile;
        this.clock = clock;
        this.epoch = epoch;
        this.rules = rules;
        signatures = new ActorSignatureVerifier(keys, engine, rules.servers().keys());
        accepted = new AcceptedTokenCache(rules.servers().kept());
    }

    /**
     * Sets at which hosts access tokens of people are switched on (check Q12; default: at each host). An administrator's
     * change also advances the configuration epoch.
     */
    public void admitPeopleAt(Predicate<String> hosts) {
        people = hosts;
    }

    private Request request(String host, int port) {
        long now = Math.floorDiv(clock.millis(), 1000L);
        return new Request(host, port, now, epoch.current(), self.get(), people.test(host));
    }

    @Override
    public Future<Caller> validate(
            String token, String host, int port, CallContext context, Consumer<Supplier<TokenInspection>> witness) {
        byte[] bytes = CompactToken.bytesOf(token);
        ValidationRecord proceedings = null;
        try {
            Request request = request(host, port);
            proceedings = new ValidationRecord(request, TokenHash.ofBytes(bytes));
            Caller known = accepted.find(proceedings.hash(), request);
            if (known != null) {
                return Future.succeededFuture(known);
            }
            ValidationRecord course = proceedings;
            Future<Caller> result = validated(CompactToken.of(token, bytes), course, context);
            // Most results are available at once. Only the others need a wait.
            return result.succeeded()
                    ? witnessed(result, course, witness)
                    : result.transform(outcome -> outcome.succeeded()
                            ? witnessed(result, course, witness)
                            : refused(outcome.cause(), course, token, witness));
        } catch (RuntimeException e) {
            return refused(e, proceedings, token, witness);
        }
    }

    private Future<Caller> witnessed(
            Future<Caller> result, ValidationRecord proceedings, Consumer<Supplier<TokenInspection>> witness) {
        if (witness != NOBODY) {
            witness.accept(proceedings.accepted());
        }
        return result;
    }

    private Future<Caller> refused(
            Throwable cause,
            @Nullable ValidationRecord proceedings,
            String token,
            Consumer<Supplier<TokenInspection>> witness) {
        Refusal refusal = refusal(cause);
        if (witness != NOBODY && proceedings != null) {
            witness.accept(proceedings.refused(refusal, token));
        }
        return Future.failedFuture(refusal);
    }

    /** Returns the refusal of a rule unchanged; any other failure becomes the cause of a refusal (check N4). */
    private static Refusal refusal(Throwable cause) {
        if (cause instanceof Refusal refusal && refusal.rule() != null) {
            return refusal;
        }
        return new Refusal(RefusalCode.VALIDATION_FAILED, "N4", "unexpected: " + cause).because(cause);
    }

    private Future<Caller> validated(CompactToken text, ValidationRecord proceedings, CallContext context) {
        CheckList list = rules.of(text, profile);
        proceedings.by(list);
        UnverifiedToken unverified = UnverifiedToken.read(text, profile, list);
        proceedings.read(unverified);
        Rule.refuseByFirst(list.form(), unverified);
        Request request = proceedings.request();
        Future<VerifiedActor> actor = signatures.verify(unverified, request.self(), request.epoch(), context);
        return actor.succeeded()
                ? named(actor.result(), proceedings)
                : actor.compose(verified -> named(verified, proceedings));
    }

    /** Adds the caller to later refusals: the signature of its token is verified, so the journal may name it. */
    private Future<Caller> named(VerifiedActor actor, ValidationRecord proceedings) {
        try {
            Future<Caller> caller = caller(actor, proceedings);
            return caller.succeeded() ? caller : caller.recover(cause -> Future.failedFuture(named(actor, cause)));
        } catch (Refusal refusal) {
            return Future.failedFuture(named(actor, refusal));
        }
    }

    private static Throwable named(VerifiedActor actor, Throwable cause) {
        return cause instanceof Refusal refusal ? refusal.of(actor.caller()) : cause;
    }

    private Future<Caller> caller(VerifiedActor actor, ValidationRecord proceedings) {
        VerifiedEvidence evidence =
                new VerifiedEvidence(actor, proceedings.token(), proceedings.request(), profile, keys);
        proceedings.proven(evidence);
        Rule.refuseByFirst(proceedings.rules().proven(), evidence);
        ClaimSet named = evidence.userClaims();
        // A cached token is valid no longer than the certificate that verified it (check E5).
        long until = Math.min(actor.claims().expires(), actor.certificate().to() + 1);
        if (named == null) {
            return Future.succeededFuture(accepted(evidence, null, proceedings.hash(), until));
        }
        long earliest = evidence.ofPerson() ? until : Math.min(until, named.expires());
        UserClaims claims = new UserClaims(named, evidence.application().acceptsSids());
        return user(claims, proceedings).map(user -> accepted(evidence, user, proceedings.hash(), earliest));
    }

    private Future<ActingUser> user(UserClaims claims, ValidationRecord proceedings) {
        Rule.refuseByFirst(proceedings.rules().claimedUser(), claims);
        return UserMatches.of(claims, users, proceedings.request().self()).map(found -> {
            proceedings.found(found);
            Rule.refuseByFirst(proceedings.rules().foundUser(), found);
            return found.first();
        });
    }

    private Caller accepted(VerifiedEvidence evidence, @Nullable ActingUser user, String hash, long until) {
        VerifiedActor actor = evidence.actor();
        PrincipalId registered = evidence.application().issuer();
        boolean tenantKey = "true".equals(actor.claims().text(ClaimNames.TENANT_CREDENTIAL));
        Caller caller = evidence.ofPerson()
                ? Caller.person(Objects.requireNonNull(user), registered.id(), actor.hash())
                : new Caller(actor.application(), registered, user, actor.hash(), evidence.roles(), tenantKey);
        accepted.keep(hash, evidence.request(), caller, until);
        return caller;
    }

    @Override
    public Future<TokenExamination> examine(String token, String host, int port) {
        CheckList list = rules.of(CompactToken.of(token), profile);
        return new RuleByRuleExaminer(list, signatures, keys, users, profile).examine(token, request(host, port));
    }
}
