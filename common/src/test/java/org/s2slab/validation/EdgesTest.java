package org.s2slab.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.s2slab.pki.SigningKey;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestTokens;

/** The last value that a rule of keys and times takes, and the first that it refuses. */
class EdgesTest {
    private static final long NOW = TestTokens.NOW;

    private ValidationWorld world;

    @BeforeEach
    void begin() {
        world = new ValidationWorld();
    }

    @Test
    void e5TakesACertificateInItsLastSecondAndNotAfterIt() {
        TestTokens token = withCertificate(NOW - 3600, NOW);
        assertThat(outcome(token)).isEqualTo("accepted");
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(outcome(token)).isEqualTo("E5");
    }

    @Test
    void e5AllowsTheSkewBeforeACertificateBeginsAndNotASecondMore() {
        assertThat(outcome(withCertificate(NOW + 300, NOW + 86_400))).isEqualTo("accepted");
        world = new ValidationWorld();
        assertThat(outcome(withCertificate(NOW + 301, NOW + 86_400))).isEqualTo("E5");
    }

    @Test
    void e7AllowsTheSkewBetweenATokenAndItsCertificateAndNotASecondMore() {
        world.clock.advance(Duration.ofSeconds(10));
        assertThat(outcome(withCertificate(NOW + 300, NOW + 86_400))).isEqualTo("accepted");
        world = new ValidationWorld();
        world.clock.advance(Duration.ofSeconds(10));
        assertThat(outcome(withCertificate(NOW + 301, NOW + 86_400))).isEqualTo("E7");
    }

    @Test
    void h3TakesTheLongestLifeOfEachKindOfToken() {
        TestTokens longActor = TestTokens.forAnna();
        longActor.actor().claim("exp", text(NOW + 86_400));
        assertThat(outcome(longActor)).isEqualTo("accepted");

        TestTokens longOuter = TestTokens.forAnna();
        longOuter.actor().claim("exp", text(NOW + 86_400));
        longOuter.outer().claim("exp", text(NOW + 28_800));
        assertThat(outcome(longOuter)).isEqualTo("accepted");

        TestTokens ofServer = Spoiling.issued(TestTokens.forAnna());
        ofServer.actor().claim("exp", NOW + 86_700);
        assertThat(outcome(ofServer)).isEqualTo("accepted");
    }

    @Test
    void h3TakesALifeOfOneSecondAndNoneOfNone() {
        assertThat(outcome(TestTokens.forAnna().claimInBoth("exp", text(NOW + 1))))
                .isEqualTo("accepted");
        assertThat(outcome(TestTokens.forAnna().claimInBoth("exp", text(NOW)))).isEqualTo("H3");
        TestTokens outer = TestTokens.forAnna();
        outer.outer().claim("exp", text(NOW));
        assertThat(outcome(outer)).isEqualTo("H3");
    }

    @Test
    void h5TakesATokenMadeAheadByTheSkewAndNotASecondMoreInEitherLayer() {
        TestTokens ahead = TestTokens.forAnna().claimInBoth("iat", text(NOW + 300));
        assertThat(outcome(ahead)).isEqualTo("accepted");
        TestTokens actor = TestTokens.forAnna();
        actor.actor().claim("iat", text(NOW + 301));
        assertThat(outcome(actor)).isEqualTo("H5");
        TestTokens outer = TestTokens.forAnna();
        outer.outer().claim("iat", text(NOW + 301));
        assertThat(outcome(outer)).isEqualTo("H5");
    }

    @Test
    void h5RefusesAnIatThatIsNoTime() {
        TestTokens token = TestTokens.forAnna();
        token.actor().claim("iat", "yesterday");
        assertThat(outcome(token)).isEqualTo("H5");
    }

    @Test
    void h6TakesATokenMadeInTheSecondInWhichTheTrustBegan() {
        world.lync(true, TrustLevel.FULL, false, true, NOW);
        assertThat(outcome(TestTokens.forAnna())).isEqualTo("accepted");

        world.vouchFor(ValidationWorld.LYNC_ONLINE, true, TrustLevel.FULL, NOW);
        assertThat(outcome(Spoiling.issued(TestTokens.forAnna()))).isEqualTo("accepted");
    }

    @Test
    void h6AsksWhenTheTokenWasMadeByIatBeforeNbf() {
        world.lync(true, TrustLevel.FULL, false, true, NOW);
        TestTokens token = TestTokens.forAnna();
        token.actor().claim("iat", text(NOW - 1));
        assertThat(outcome(token)).isEqualTo("H6");
    }

    @Test
    void h4TakesAnOuterTokenOfTheSameWindowAndNotASecondLonger() {
        TestTokens same = TestTokens.forAnna().claimInBoth("exp", text(NOW + 600));
        assertThat(outcome(same)).isEqualTo("accepted");
        TestTokens longer = TestTokens.forAnna().claimInBoth("exp", text(NOW + 600));
        longer.outer().claim("exp", text(NOW + 601));
        assertThat(outcome(longer)).isEqualTo("H4");
    }

    private TestTokens withCertificate(long from, long to) {
        SigningKey key = TestKeys.dated("contoso.com", Instant.ofEpochSecond(from), Instant.ofEpochSecond(to));
        world.certificates.put(TestTokens.LYNC, List.of(key.certificate()));
        TestTokens token = TestTokens.forAnna();
        token.actor().signedBy(key);
        return token;
    }

    private static String text(long seconds) {
        return Long.toString(seconds);
    }

    private String outcome(TestTokens token) {
        return world.outcome(token.text());
    }
}
