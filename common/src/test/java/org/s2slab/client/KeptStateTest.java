package org.s2slab.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.client.ClientFixture.CHALLENGE;
import static org.s2slab.client.ClientFixture.EWS;
import static org.s2slab.client.ClientFixture.refusalOf;
import static org.s2slab.testing.FakePartner.challenging;
import static org.s2slab.testing.FakePartner.refused;
import static org.s2slab.testing.FakePartner.status;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.client.PartnerCallStatus.Outcome;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.token.KeptToken;
import org.s2slab.token.TokenIssuer;
import org.s2slab.trace.TokenHash;

/** What administrators see of the tokens a client keeps and of its latest calls is what it has, and is not changed by it. */
class KeptStateTest {
    private ClientFixture lync;

    @BeforeEach
    void start(@TempDir Path folder) {
        lync = new ClientFixture(folder).configured();
    }

    @AfterEach
    void stop() {
        lync.stop();
    }

    private List<KeptToken> kept() {
        return lync.client.kept(user -> true);
    }

    private PartnerCallStatus history() {
        assertThat(lync.client.histories()).hasSize(1);
        return lync.client.histories().get(0);
    }

    @Test
    void keepsNothingBeforeTheFirstCall() {
        assertThat(kept()).isEmpty();
        assertThat(lync.client.histories()).isEmpty();
    }

    @Test
    void showsTheTokenThatWasSentWithItsTimesAndWithoutItsText() {
        lync.call().await();
        String outer = lync.lastSeen().headers().get("Authorization").substring("Bearer ".length());
        String actor = ClientFixture.claims(outer).getString("actortoken");

        assertThat(kept())
                .extracting(KeptToken::kind)
                .containsExactly(KeptToken.Kind.SELF_ISSUED, KeptToken.Kind.OUTER);
        KeptToken token = kept().get(0);
        assertThat(token.tokenHash()).isEqualTo(TokenHash.of(actor));
        assertThat(token.notBefore()).isEqualTo(lync.clock.instant());
        assertThat(token.expires()).isEqualTo(lync.clock.instant().plus(TokenIssuer.ACTOR_LIFETIME));
        assertThat(token.state()).isEqualTo(KeptToken.State.USABLE);
        assertThat(kept().get(1).claims().user()).isEqualTo("anna@contoso.com");
        assertThat(kept().toString()).doesNotContain(actor.substring(actor.lastIndexOf('.') + 1));
        assertThat(lync.client.kept(user -> false)).hasSize(1);
    }

    @Test
    void saysOfATokenWhatTheClockMakesOfIt() {
        lync.call().await();

        lync.clock.advance(Duration.ofHours(-1));
        assertThat(kept()).extracting(KeptToken::state).containsOnly(KeptToken.State.NOT_BEGUN);
        lync.clock.advance(Duration.ofHours(9));
        assertThat(kept()).extracting(KeptToken::state).containsOnly(KeptToken.State.ENDED);
        assertThat(lync.tokensSeen()).isEqualTo(1);
    }

    @Test
    void forgetsAllThatIsKeptForAHostAndNothingOfAnother() {
        lync.call().await();

        lync.client.forget("lync.contoso.com");
        assertThat(kept()).hasSize(2);
        lync.client.forget("EXCHANGE.contoso.com");
        assertThat(kept()).isEmpty();
    }

    @Test
    void countsFailedCallsUntilOneIsAccepted() {
        lync.call().await();
        Outcome accepted = Objects.requireNonNull(history().accepted());
        assertThat(accepted.detail()).isEqualTo("POST " + EWS + " answered 200");
        assertThat(accepted.tokenHash()).isEqualTo(kept().get(0).tokenHash());

        lync.clock.advance(Duration.ofMinutes(1));
        lync.exchange.on(EWS.getPath(), challenging(CHALLENGE, refused("2000003;reason=\"x\"")));
        refusalOf(lync.call());
        refusalOf(lync.call());

        Outcome failed = Objects.requireNonNull(history().failed());
        assertThat(failed.at()).isEqualTo(lync.clock.instant());
        assertThat(failed.code()).isEqualTo(RefusalCode.PARTNER_REFUSED);
        assertThat(failed.detail()).contains("answered 401", "2000003");
        assertThat(failed.tokenHash()).isNotNull();
        // The first call was repeated with a new token, and refused again.
        assertThat(history().failures()).isEqualTo(3);
        assertThat(history().accepted()).isEqualTo(accepted);

        lync.exchange.on(EWS.getPath(), challenging(CHALLENGE, status(200)));
        lync.call().await();
        assertThat(history().failures()).isZero();
        assertThat(history().failed()).isEqualTo(failed);
    }

    @Test
    void aCallThatReachesNobodyFailsWithoutToken() {
        lync.exchange.on(EWS.getPath(), status(503));
        refusalOf(lync.call());

        Outcome failed = Objects.requireNonNull(history().failed());
        assertThat(failed.code()).isEqualTo(RefusalCode.PARTNER_UNREACHABLE);
        assertThat(failed.tokenHash()).isNull();
        assertThat(history().accepted()).isNull();
    }
}
