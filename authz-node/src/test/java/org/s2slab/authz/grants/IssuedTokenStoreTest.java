package org.s2slab.authz.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.refusal.Refusal;
import org.s2slab.store.Database;

/** A record of a token beside those of other instances, and over a database that fails for a while. */
class IssuedTokenStoreTest {
    private static final long NOW = 1_700_000_000;
    private static final AssertionReplayKey USE = new AssertionReplayKey("lync jti:1", NOW + 600, false);

    private final Vertx vertx = Vertx.vertx();
    private Database database;
    private IssuedTokenStore store;

    @BeforeEach
    void open(@TempDir Path folder) {
        database = Database.at(vertx, folder.resolve("node.db"), "db/common", "db/authz");
        database.open().await();
        store = new IssuedTokenStore(database);
    }

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
    }

    @Test
    void recordsNothingForAnAssertionThatAnotherInstanceUsed() {
        store.open(Instant.ofEpochSecond(NOW)).await();
        isUsedElsewhereUntil(NOW);

        assertThat(store.record(entry("mine"), USE).await()).isFalse();
        assertThat(store.latest("contoso", 10).await())
                .extracting(IssuedTokenStore.Entry::tokenHash)
                .containsExactly("theirs");
    }

    @Test
    void recordsATokenWhereTheUseByAnotherInstanceHasEnded() {
        store.open(Instant.ofEpochSecond(NOW)).await();
        isUsedElsewhereUntil(NOW - 1);

        assertThat(store.record(entry("mine"), USE).await()).isTrue();
        assertThat(store.record(entry("again"), USE).await()).isFalse();
    }

    @Test
    void isUnavailableWhereARecordFailsAndNobodyUsedTheAssertion() {
        store.open(Instant.ofEpochSecond(NOW)).await();
        execute("CREATE TRIGGER full BEFORE INSERT ON issued_tokens BEGIN SELECT RAISE(ABORT, 'full'); END");

        assertThatThrownBy(() -> store.record(entry("mine"), USE).await())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("could not be put on record");
    }

    @Test
    void readsTheUsedAssertionsAgainAfterAFailure() {
        assertThat(store.record(entry("before"), USE).await()).isTrue();
        execute("ALTER TABLE issued_tokens RENAME TO elsewhere");
        IssuedTokenStore restarted = new IssuedTokenStore(database);
        assertThatThrownBy(() -> restarted.record(entry("mine"), USE).await()).isInstanceOf(Refusal.class);

        execute("ALTER TABLE elsewhere RENAME TO issued_tokens");

        assertThat(restarted.record(entry("mine"), USE).await()).isFalse();
    }

    /** Another instance wrote its row after this one had read them; as with a shared database, one assertion has one row. */
    private void isUsedElsewhereUntil(long until) {
        execute("INSERT INTO issued_tokens (issued, tenant, client, credential, resource, token_hash, expires, trace,"
                + " assertion, assertion_until, shared) VALUES (1, 'contoso', 'lync', 'key', 'exchange', 'theirs', 2, 't', '"
                + USE.identity() + "', " + until + ", 1)");
        execute("CREATE TRIGGER once BEFORE INSERT ON issued_tokens WHEN EXISTS (SELECT 1 FROM issued_tokens"
                + " WHERE assertion = NEW.assertion AND shared = 1) BEGIN SELECT RAISE(IGNORE); END");
    }

    private void execute(String sql) {
        database.change(tx -> tx.execute(sql)).await();
    }

    private static IssuedTokenStore.Entry entry(String hash) {
        return new IssuedTokenStore.Entry(NOW, "contoso", "lync", "key", "exchange", hash, NOW + 100, "t");
    }
}
