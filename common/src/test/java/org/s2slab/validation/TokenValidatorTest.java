package org.s2slab.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.s2slab.identity.ActingUser;
import org.s2slab.identity.Caller;
import org.s2slab.testing.TestTokens;
import org.s2slab.trace.OperationCounters;
import org.s2slab.trace.TokenHash;

/** What a good token proves, and what it costs to see it again. */
class TokenValidatorTest {
    private final ValidationWorld world = new ValidationWorld();

    @Test
    void acceptsAnApplicationThatSpeaksForAUser() {
        TestTokens token = TestTokens.forAnna();

        Caller caller = world.present(token).await();

        assertThat(caller.application()).isEqualTo(TestTokens.LYNC);
        assertThat(caller.user()).extracting(ActingUser::id).isEqualTo("anna");
        assertThat(caller.tokenHash()).isEqualTo(TokenHash.of(token.actor().text()));
    }

    @Test
    void acceptsAnApplicationForItself() {
        Caller caller = world.present(TestTokens.alone()).await();

        assertThat(caller.application()).isEqualTo(TestTokens.LYNC);
        assertThat(caller.user()).isNull();
    }

    @Test
    void verifiesOneSignatureForManyUsersOfOneActorToken() {
        world.present(TestTokens.forAnna()).await();
        world.present(asBert()).await();
        world.present(TestTokens.forAnna()).await();

        assertThat(world.counters.snapshot()).containsEntry(OperationCounters.VERIFICATIONS, 1L);
    }

    @Test
    void verifiesAgainInTheNextEpoch() {
        world.present(TestTokens.forAnna()).await();
        world.epoch.advance();
        world.present(TestTokens.forAnna()).await();

        assertThat(world.counters.snapshot()).containsEntry(OperationCounters.VERIFICATIONS, 2L);
    }

    @Test
    void asksTheDirectoryAgainAfterAMinute() {
        world.present(TestTokens.forAnna()).await();
        int once = world.asked.size();
        world.present(TestTokens.forAnna()).await();
        assertThat(world.asked).hasSize(once);

        world.clock.advance(Duration.ofSeconds(61));
        world.present(TestTokens.forAnna()).await();
        assertThat(world.asked).hasSize(2 * once);
    }

    private static TestTokens asBert() {
        TestTokens token = TestTokens.forAnna();
        for (String claim : new String[] {"nameid", "upn", "smtp", "sip"}) {
            token.outer().claim(claim, "bert@contoso.com");
        }
        return token;
    }
}
