package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.s2slab.authz.Assertions.LIFE;
import static org.s2slab.authz.RunningAuthz.CONTOSO;
import static org.s2slab.authz.RunningAuthz.EXCHANGE;
import static org.s2slab.authz.RunningAuthz.ONLINE;
import static org.s2slab.authz.RunningAuthz.S2S;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestKeys;
import org.s2slab.trace.OperationCounters;

/** An assertion is good for one token, and none is given without a record. */
class ReplayTest extends AuthzFixture {
    private static final long SKEW = 300;

    @BeforeEach
    void start() {
        authz.uploadLyncKey();
    }

    @Test
    void refusesAnAssertionASecondTimeAndAfterARestart() {
        Assertions assertion = Assertions.ofLync();
        assertThat(authz.askWith(assertion).status()).isEqualTo(200);

        refusesBy("K2", authz.askWith(assertion));
        authz.restart();
        refusesBy("K2", authz.askWith(assertion));
    }

    @Test
    void knowsOneWithoutAnIdByItsSignedBytes() {
        Assertions assertion = Assertions.ofLync().without("jti");
        assertThat(authz.askWith(assertion).status()).isEqualTo(200);
        authz.restart();

        refusesBy("K2", authz.askWith(assertion));
    }

    @Test
    void knowsAnIdInAnotherAssertionToo() {
        assertThat(authz.askWith(Assertions.ofLync().claim("jti", "one")).status())
                .isEqualTo(200);

        refusesBy("K2", authz.askWith(Assertions.ofLync().claim("jti", "one").claim("exp", later())));
    }

    @Test
    void takesAnIdThatAnotherClientUsed() {
        authz.upload(CONTOSO, EXCHANGE, TestKeys.exchange());
        assertThat(authz.askWith(Assertions.ofLync().claim("jti", "one")).status())
                .isEqualTo(200);

        Assertions ofExchange = Assertions.of(EXCHANGE, CONTOSO, TestKeys.exchange());
        assertThat(authz.askWith(ofExchange.claim("jti", "one")).status()).isEqualTo(200);
    }

    @Test
    void refusesOtherSpellingsOfAUsedAssertion() {
        String used = Assertions.ofLync().text();
        assertThat(ask(used).status()).isEqualTo(200);

        refusesBy("B1", ask(used + "="));
        refusesBy("B1", ask(used + "%20"));
        refusesBy("B1", ask(used + "%0A"));
    }

    @Test
    void givesNoTokenThatItCannotRecord() throws SQLException {
        execute("DROP TABLE issued_tokens");
        TestCall.Answer answer = authz.askWith(Assertions.ofLync());

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().getString("error")).isEqualTo("temporarily_unavailable");
        assertThat(answer.json().containsKey("access_token")).isFalse();
        assertThat(authz.hops("TOKEN_ISSUED")).isEmpty();
        assertThat(authz.counters().getLong(OperationCounters.INTERNAL_FAILURES))
                .isEqualTo(1);
    }

    @Test
    void takesAnAssertionAgainWhoseTokenItCouldNotRecord() throws SQLException {
        execute("ALTER TABLE issued_tokens RENAME TO elsewhere");
        Assertions assertion = Assertions.ofLync();
        assertThat(authz.askWith(assertion).status()).isEqualTo(503);
        execute("ALTER TABLE elsewhere RENAME TO issued_tokens");

        assertThat(authz.askWith(assertion).status()).isEqualTo(200);
        refusesBy("K2", authz.askWith(assertion));
    }

    /** What was over when the server started is not, by a clock set back. */
    @Test
    void knowsWhatWasUsedWhenTheClockIsSetBack() {
        Assertions assertion = Assertions.ofLync();
        assertThat(authz.askWith(assertion).status()).isEqualTo(200);
        authz.clock.advance(Duration.ofDays(1));
        authz.restart();
        authz.clock.advance(Duration.ofDays(-1));

        refusesBy("K2", authz.askWith(assertion));
        assertThat(authz.askWith(Assertions.ofLync()).status()).isEqualTo(200);
    }

    @Test
    void takesAnIdAgainWhenTheFirstOneIsOverAndKeepsTheRecord() throws SQLException {
        takesAgainAfter(() -> {});

        assertThat(count("SELECT COUNT(*) FROM issued_tokens")).isEqualTo(2);
    }

    @Test
    void purgesTheRecordsOfTokensThatExpiredLongAgo() throws SQLException {
        assertThat(authz.askWith(Assertions.ofLync()).status()).isEqualTo(200);
        authz.clock.advance(Duration.ofDays(29));
        assertThat(authz.askWith(Assertions.ofLyncAfter(Duration.ofDays(29).toSeconds()))
                        .status())
                .isEqualTo(200);

        authz.clock.advance(Duration.ofDays(3));

        await().untilAsserted(() ->
                assertThat(count("SELECT COUNT(*) FROM issued_tokens")).isEqualTo(1));
    }

    @Test
    void takesAnIdAgainWhenTheFirstOneWasOverBeforeARestart() {
        takesAgainAfter(authz::restart);
    }

    /** What was refused was not used: only the first one's life counts. */
    @Test
    void takesAnIdAgainThoughALaterOneWasRefused() {
        assertThat(authz.askWith(Assertions.ofLync().claim("jti", "one")).status())
                .isEqualTo(200);
        authz.clock.advance(Duration.ofSeconds(LIFE + SKEW));
        authz.restart();
        refusesBy("K2", authz.askWith(oneAfter(LIFE + SKEW)));

        authz.clock.advance(Duration.ofSeconds(1));
        assertThat(authz.askWith(oneAfter(LIFE + SKEW + 1)).status()).isEqualTo(200);
    }

    private void takesAgainAfter(Runnable then) {
        Assertions assertion = Assertions.ofLync().claim("jti", "one");
        assertThat(authz.askWith(assertion).status()).isEqualTo(200);
        authz.clock.advance(Duration.ofSeconds(LIFE + SKEW));
        refusesBy("K2", authz.askWith(oneAfter(LIFE + SKEW)));

        authz.clock.advance(Duration.ofSeconds(1));
        then.run();
        assertThat(authz.askWith(oneAfter(LIFE + SKEW + 1)).status()).isEqualTo(200);
        refusesBy("K2", authz.askWith(oneAfter(LIFE + SKEW + 2)));
    }

    private static Assertions oneAfter(long seconds) {
        return Assertions.ofLyncAfter(seconds).claim("jti", "one");
    }

    private void refusesBy(String rule, TestCall.Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().getString("error")).isEqualTo("invalid_client");
        var denied = authz.hops("TOKEN_DENIED");
        assertThat(denied.get(denied.size() - 1).getString("rule")).isEqualTo(rule);
    }

    private static String later() {
        return Long.toString(Assertions.NOW + 299);
    }

    private TestCall.Answer ask(String assertion) {
        return authz.ask(Map.of("grant_type", S2S, "assertion", assertion, "resource", ONLINE));
    }

    private long count(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + authz.database());
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            return result.getLong(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + authz.database());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
