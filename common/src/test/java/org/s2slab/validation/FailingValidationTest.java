package org.s2slab.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.s2slab.config.ConfigurationEpoch;
import org.s2slab.identity.Caller;
import org.s2slab.identity.PrincipalId;
import org.s2slab.pki.RsaEngine;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.testing.TestTokens;
import org.s2slab.trace.CallContext;
import org.s2slab.trace.IdGenerator;
import org.s2slab.trace.OperationCounters;
import org.s2slab.trace.TraceParent;

/** Whatever breaks while a token is checked, and however it is bent, is a refusal (check N4). */
class FailingValidationTest {
    private static final CallContext CONTEXT = new CallContext(null, TraceParent.start(IdGenerator.seeded(1)), null);

    private final ValidationWorld world = new ValidationWorld();

    @Test
    void refusesWhenTheDirectoryFails() {
        assertInternal(validator(world, (kind, value) -> Future.failedFuture("database is locked")));
    }

    @Test
    void refusesWhenTheDirectoryThrows() {
        assertInternal(validator(world, (kind, value) -> {
            throw new IllegalStateException("bug");
        }));
    }

    @Test
    void refusesWhenTheKeysCannotBeHad() {
        Refusal refusal = assertRefused(validator(new BrokenKeys(), world));
        assertThat(refusal.getCause())
                .as("a partner that does not answer is no failure of this node")
                .isNull();
    }

    @Test
    void refusesWhenNobodyKnowsWhoThisIs() {
        TokenValidator validator = new TokenValidator(
                () -> {
                    throw new IllegalStateException("not yet configured");
                },
                world,
                world,
                new RsaEngine(new OperationCounters()),
                ValidationProfile.EXCHANGE,
                world.clock,
                new ConfigurationEpoch());
        assertInternal(validator);
    }

    @Test
    void looksEveryIdentifierUpBeforeItJudges() {
        world.users.clear();
        world.user("bert", "bert@contoso.com", "contoso.com", true);
        TestTokens token = TestTokens.forAnna();
        token.outer().claim("smtp", "bert@contoso.com").claim("sip", "carla@contoso.com");

        assertThat(world.outcome(token.text())).isEqualTo("J2");
        assertThat(world.asked).hasSize(3);
    }

    @Test
    void saysTheSameOfAnAbsentUserAndOfOneElsewhere() {
        world.users.clear();
        Refusal absent = refusal(world.present(TestTokens.forAnna()));
        world.user("anna", TestTokens.ANNA, "fabrikam.com", true);
        Refusal elsewhere = refusal(world.present(TestTokens.forAnna()));

        assertThat(elsewhere.code()).isEqualTo(absent.code()).isEqualTo(RefusalCode.TOKEN_USER_UNKNOWN);
    }

    @Test
    void acceptsNoSingleChangedCharacterOfTheActorToken() {
        String actor = TestTokens.forAnna().actor().text();
        for (int at = 0; at < actor.length(); at++) {
            char other = actor.charAt(at) == 'A' ? 'B' : 'A';
            String changed = actor.substring(0, at) + other + actor.substring(at + 1);
            TestTokens token = TestTokens.forAnna();
            token.outer().claim("actortoken", changed);
            assertThat(world.outcome(token.text())).as("character %s", at).isNotEqualTo("accepted");
        }
    }

    @Test
    void refusesAnyBeginningAndAnyRepetitionOfAToken() {
        String good = TestTokens.forAnna().text();
        for (int length = 0; length < good.length(); length += 7) {
            assertThat(world.outcome(good.substring(0, length))).isNotEqualTo("accepted");
        }
        assertThat(world.outcome(good + good)).isEqualTo("B5");
        assertThat(world.outcome("undefined")).isEqualTo("B5");
    }

    private static void assertInternal(TokenValidator validator) {
        Refusal refusal = assertRefused(validator);
        assertThat(refusal.getCause()).isNotInstanceOf(Refusal.class).isNotNull();
        assertThat(Refusal.isPurposeful(refusal)).isFalse();
    }

    private static Refusal assertRefused(TokenValidator validator) {
        Refusal refusal =
                refusal(validator.validate(TestTokens.forAnna().text(), TestTokens.EXCHANGE_HOST, 443, CONTEXT));
        assertThat(refusal.code()).isEqualTo(RefusalCode.VALIDATION_FAILED);
        assertThat(refusal.rule()).isEqualTo("N4");
        return refusal;
    }

    private static Refusal refusal(Future<Caller> result) {
        return (Refusal) Objects.requireNonNull(result.cause());
    }

    private TokenValidator validator(IssuerKeys keys, UserDirectory users) {
        return new TokenValidator(
                () -> world.self,
                keys,
                users,
                new RsaEngine(new OperationCounters()),
                ValidationProfile.EXCHANGE,
                world.clock,
                new ConfigurationEpoch());
    }

    /** Keys behind a network that fails. */
    private static final class BrokenKeys implements IssuerKeys {
        @Override
        public Future<Optional<IssuerKey>> find(PrincipalId issuer, String x5t, CallContext context) {
            return Future.failedFuture(new Refusal(RefusalCode.METADATA_UNUSABLE, "no answer"));
        }

        @Override
        public Optional<IssuerKey> held(PrincipalId issuer, String x5t) {
            return Optional.empty();
        }

        @Override
        public Optional<TrustedIssuer> registered(PrincipalId issuer) {
            return Optional.empty();
        }

        @Override
        public Optional<TrustedIssuer> namedBy(TrustedIssuer issuer, PrincipalId application) {
            return Optional.empty();
        }
    }
}
