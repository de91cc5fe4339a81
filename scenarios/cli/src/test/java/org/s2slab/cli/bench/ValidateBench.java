package org.s2slab.cli.bench;

import io.fusionauth.jwt.JWTDecoder;
import io.fusionauth.jwt.Verifier;
import io.fusionauth.jwt.domain.Algorithm;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.config.Switches;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Audience;
import org.s2slab.identity.ClaimNames;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.identity.UserIdentifiers;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.pki.RsaEngine;
import org.s2slab.pki.SigningKey;
import org.s2slab.testing.TestKeys;
import org.s2slab.token.ActorToken;
import org.s2slab.token.TokenIssuer;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.OperationCounters;
import org.s2slab.trace.TraceParent;
import org.s2slab.validation.IssuerKeys;
import org.s2slab.validation.TokenValidator;
import org.s2slab.validation.TrustLevel;
import org.s2slab.validation.TrustedIssuer;
import org.s2slab.validation.TrustedIssuer.IssuerTrait;
import org.s2slab.validation.UserDirectory;
import org.s2slab.validation.ValidationProfile;

/**
 * {@code ./lab bench validate}: the first validation of an app+user token, all checks and reasons included, beside the
 * fastest library's plain verification of the actor token alone, with the same provider, in one run.
 */
final class ValidateBench {
    private static final PrincipalId LYNC = new PrincipalId(WellKnownPrincipals.LYNC, "contoso.com");
    private static final String HOST = "exchange.contoso.com";
    private static final ServiceIdentity SELF = new ServiceIdentity(
            new PrincipalId(WellKnownPrincipals.EXCHANGE, "contoso.com"), Set.of("contoso.com"), Set.of(HOST));
    private static final UserIdentifiers ANNA = new UserIdentifiers(null, "anna@contoso.com", "anna@contoso.com", null);

    private final Clock clock = Clock.systemUTC();
    private final SigningKey key = TestKeys.lync();
    private final RsaEngine engine = new RsaEngine(new OperationCounters());
    private final ConfigurationEpoch epoch = new ConfigurationEpoch();
    private final CallContext context = new CallContext(null, TraceParent.start(IdGenerator.seeded(1)), null);
    private final TokenValidator validator = new TokenValidator(
            () -> SELF, new OnePartner(), new OneUser(), engine, ValidationProfile.EXCHANGE, clock, epoch);

    void run() throws Exception {
        TokenIssuer issuer = new TokenIssuer(engine, clock);
        Audience audience = new Audience(WellKnownPrincipals.EXCHANGE, HOST, "contoso.com");
        ActorToken actor = issuer.actorToken(audience, LYNC, key, true, Duration.ofHours(8));
        String token = issuer.outerToken(actor, audience, LYNC, ANNA, ClaimNames.NII_ACTIVE_DIRECTORY);
        // fusionauth-jwt reads times as numbers only, so it is given the same actor token with numeric times.
        String plain = numericTimes(actor.compact());
        Verifier verifier = new ProviderVerifier();
        JWTDecoder decoder = new JWTDecoder();

        Measured[] rates = new Loop()
                .inTurns(
                        new String[] {
                            "first validation, app+user, all checks",
                            "fusionauth-jwt 5.3.3, plain verification",
                            "bare RS256 verification",
                            "token seen before, in process"
                        },
                        () -> {
                            epoch.advance();
                            return validate(token);
                        },
                        () -> decoder.decode(plain, verifier),
                        () -> verifies(plain),
                        () -> validate(token));
        System.out.println("Validation on one thread, signatures by " + RsaEngine.name());
        for (Measured rate : rates) {
            System.out.println(rate.line("/s"));
        }
        double ratio = rates[0].median() / rates[1].median();
        System.out.println(Measured.ratio("first validation / fusionauth-jwt", ratio, ">= 0.80", ratio >= 0.8));
    }

    private Object validate(String token) {
        Future<?> outcome = validator.validate(token, HOST, 443, context);
        if (!outcome.succeeded()) {
            throw new IllegalStateException("refused", outcome.cause());
        }
        return outcome.result();
    }

    private boolean verifies(String token) {
        int dot = token.lastIndexOf('.');
        return engine.verify(
                key.certificate().getPublicKey(),
                token.substring(0, dot).getBytes(StandardCharsets.US_ASCII),
                java.util.Base64.getUrlDecoder().decode(token.substring(dot + 1)));
    }

    private String numericTimes(String compact) {
        int first = compact.indexOf('.');
        String claims = compact.substring(first + 1, compact.lastIndexOf('.'));
        String payload = new String(java.util.Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8)
                .replaceAll("\"(nbf|exp)\":\"(\\d+)\"", "\"$1\":$2");
        var encoder = java.util.Base64.getUrlEncoder().withoutPadding();
        String content =
                compact.substring(0, first) + "." + encoder.encodeToString(payload.getBytes(StandardCharsets.UTF_8));
        byte[] signature = engine.sign(key.privateKey(), content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + encoder.encodeToString(signature);
    }

    /** The library's verification with the provider this lab uses, kept ready as the library's own is not. */
    private final class ProviderVerifier implements Verifier {
        @Override
        public boolean canVerify(Algorithm algorithm) {
            return algorithm == Algorithm.RS256;
        }

        @Override
        public void verify(Algorithm algorithm, byte[] message, byte[] signature) {
            if (!engine.verify(key.certificate().getPublicKey(), message, signature)) {
                throw new IllegalStateException("the yardstick's token does not verify");
            }
        }
    }

    private final class OnePartner implements IssuerKeys {
        private final TrustedIssuer issuer = new TrustedIssuer(
                "Lync",
                LYNC,
                Switches.of(IssuerTrait.ENABLED, IssuerTrait.LINKED_ACCOUNT, IssuerTrait.OWN_KEYS),
                TrustLevel.FULL,
                0);
        private final Future<Optional<IssuerKey>> found =
                Future.succeededFuture(Optional.of(new IssuerKey(issuer, key.certificate())));

        @Override
        public Future<Optional<IssuerKey>> find(PrincipalId claimed, String x5t, CallContext context) {
            return claimed.equals(LYNC) && x5t.equals(key.x5t()) ? found : Future.succeededFuture(Optional.empty());
        }

        @Override
        public Optional<IssuerKey> held(PrincipalId claimed, String x5t) {
            return find(claimed, x5t, context).result();
        }

        @Override
        public Optional<TrustedIssuer> registered(PrincipalId claimed) {
            return claimed.equals(LYNC) ? Optional.of(issuer) : Optional.empty();
        }

        @Override
        public Optional<TrustedIssuer> namedBy(TrustedIssuer issuer, PrincipalId application) {
            return Optional.empty();
        }
    }

    private static final class OneUser implements UserDirectory {
        private final List<ActingUser> anna = List.of(new ActingUser("1", ANNA, "contoso.com", true));

        @Override
        public Future<List<ActingUser>> matching(Kind kind, String value) {
            return Future.succeededFuture(value.equals("anna@contoso.com") ? anna : List.of());
        }
    }
}
