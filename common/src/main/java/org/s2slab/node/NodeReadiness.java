package org.s2slab.node;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.config.Switches;
import org.s2slab.identity.Audience;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.pki.SigningKeyStore;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;
import org.s2slab.token.ActorTokenTemplate;
import org.s2slab.token.TokenIssuer;
import org.s2slab.trace.CallContext;
import org.s2slab.validation.IssuerKeys;
import org.s2slab.validation.TokenValidator;
import org.s2slab.validation.TrustLevel;
import org.s2slab.validation.TrustedIssuer;
import org.s2slab.validation.TrustedIssuer.IssuerTrait;
import org.s2slab.validation.UserDirectory;
import org.s2slab.validation.ValidationProfile;

/**
 * Decides whether a node can do its work: its database answers, and a token that its current key signs passes its own
 * check-list. A node without a certificate for signing is ready, because it can still be configured.
 */
final class NodeReadiness {
    /** The application that the token names. It exists in this test only, because a node refuses its own name. */
    private static final String PROBE = "5e1f7e57-0000-4000-8000-000000000001";

    private static final UserDirectory NO_USERS = (kind, value) -> Future.succeededFuture(List.of());
    private static final Duration LIFETIME = Duration.ofMinutes(5);
    private static final int HTTPS = 443;

    private final Database database;
    private final SigningKeyStore keys;
    private final Supplier<ServiceIdentity> self;
    private final ValidationProfile profile;
    private final RsaEngine engine;
    private final Clock clock;
    private Future<Void> latest = Future.succeededFuture();
    private long second = -1;
    private volatile boolean leaving;

    NodeReadiness(
            Database database,
            SigningKeyStore keys,
            Supplier<ServiceIdentity> self,
            ValidationProfile profile,
            RsaEngine engine,
            Clock clock) {
        this.database = database;
        this.keys = keys;
        this.self = self;
        this.profile = profile;
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * Succeeds if the node is ready; fails with UNAVAILABLE, which names the part and the reason. Anyone may ask, so all
     * questions in a second of the node's clock get one answer.
     */
    synchronized Future<Void> require() {
        if (leaving) {
            return Future.failedFuture(Refusal.unavailable("the server is being stopped"));
        }
        long now = clock.instant().getEpochSecond();
        if (now != second) {
            second = now;
            latest = decided();
        }
        return latest;
    }

    /** Makes the node not ready, because it is about to stop. */
    void leave() {
        leaving = true;
    }

    private Future<Void> decided() {
        return Future.succeededFuture()
                .compose(asked -> database.read(rx -> rx.number("SELECT 1 AS number")))
                .recover(failure -> Future.failedFuture(Refusal.unavailable("database: " + failure.getMessage())))
                .compose(answers -> keys.current().map(this::proven).orElseGet(Future::succeededFuture));
    }

    private Future<Void> proven(SigningKey key) {
        ServiceIdentity own = self.get();
        String host = own.hosts().stream().sorted().findFirst().orElseThrow();
        String realm = own.principal().realm();
        PrincipalId probe = new PrincipalId(PROBE, realm);
        Instant now = clock.instant();
        String token = new TokenIssuer(engine, clock)
                .sign(
                        ActorTokenTemplate.selfIssued(
                                new Audience(own.principal().id(), host, realm), probe, false),
                        key,
                        now,
                        now.plus(LIFETIME));
        var validator = new TokenValidator(
                self, new OneKey(probe, key), NO_USERS, engine, profile, clock, new ConfigurationEpoch());
        return validator
                .examine(token, host, HTTPS)
                .compose(examined -> examined.refusal()
                        .map(rule -> Future.<Void>failedFuture(Refusal.unavailable(
                                "token: by rule " + rule.rule() + " this server refuses a token that its own"
                                        + " certificate " + key.thumbprint() + " signed")))
                        .orElseGet(Future::succeededFuture));
    }

    /** Knows one issuer, with one certificate, and vouches for nobody else. */
    private record OneKey(PrincipalId issuer, SigningKey key) implements IssuerKeys {
        private TrustedIssuer itself() {
            return new TrustedIssuer(
                    "the server itself",
                    issuer,
                    Switches.of(IssuerTrait.ENABLED, IssuerTrait.LINKED_ACCOUNT, IssuerTrait.OWN_KEYS),
                    TrustLevel.FULL,
                    0);
        }

        @Override
        public Future<Optional<IssuerKey>> find(PrincipalId named, String x5t, CallContext context) {
            return Future.succeededFuture(held(named, x5t));
        }

        @Override
        public Optional<IssuerKey> held(PrincipalId named, String x5t) {
            return registered(named)
                    .filter(known -> key.x5t().equals(x5t))
                    .map(known -> new IssuerKey(known, key.certificate()));
        }

        @Override
        public Optional<TrustedIssuer> registered(PrincipalId named) {
            return Optional.of(itself()).filter(known -> named.equals(issuer));
        }

        @Override
        public Optional<TrustedIssuer> namedBy(TrustedIssuer vouching, PrincipalId application) {
            return registered(application);
        }
    }
}
