package org.s2slab.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.config.PostgresConfig;
import org.s2slab.pki.CertificateAuthority;
import org.s2slab.refusal.Refusal;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestPostgres;

/** TLS to a PostgreSQL server whose certificate is for localhost, and not for 127.0.0.1. */
class PostgresTlsTest {
    private static final String OWNER = "lab";
    private static final String PASSWORD = "s3cret";
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    static Path folder;

    private static CertificateAuthority authority;
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws IOException, SQLException {
        authority = CertificateAuthority.at(folder.resolve("root"), new TestClock());
        Path key = folder.resolve("server-key.pem");
        Path certificate = folder.resolve("server.pem");
        authority.issueTls(List.of("localhost"), false, key, certificate);
        Path rules = Files.writeString(folder.resolve("pg_hba.conf"), """
                local all all trust
                host all postgres 127.0.0.1/32 trust
                hostssl all all 127.0.0.1/32 scram-sha-256
                """);
        server = EmbeddedPostgres.builder()
                .setServerConfig("hba_file", rules.toString())
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificate.toString())
                .setServerConfig("ssl_key_file", key.toString())
                .start();
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + OWNER + " LOGIN PASSWORD '" + PASSWORD + "'");
            statement.execute("CREATE DATABASE " + OWNER + " OWNER " + OWNER);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        VERTX.close().await();
        server.close();
    }

    @Test
    void connectsWithTlsWhenRootAndNameAreRight() {
        assertThat(usesTls("localhost:" + server.getPort())).isTrue();
    }

    /** Nothing listens at the first address. */
    @Test
    void usesTheNextAddressWhenTheFirstServerIsAway() {
        assertThat(usesTls("localhost:1,localhost:" + server.getPort())).isTrue();
    }

    @Test
    void refusesAServerWhoseCertificateHasAnotherName() {
        refuses(at("127.0.0.1:" + server.getPort(), authority.rootFile()))
                .hasMessageContaining("127.0.0.1 could not be verified");
    }

    @Test
    void refusesAServerWhoseCertificateIsFromAnotherRoot() {
        var other = CertificateAuthority.at(folder.resolve("other"), new TestClock());

        refuses(at("localhost:" + server.getPort(), other.rootFile()))
                .hasMessageContaining("does not chain with any of the trust anchors");
    }

    @Test
    void refusesARootCertificateThatIsAbsent() {
        Path absent = folder.resolve("absent.pem");

        refuses(at("localhost:" + server.getPort(), absent)).hasMessageContaining(absent.toString());
    }

    @Test
    void refusesAServerWithoutTls() {
        PostgresConfig plain = TestPostgres.freshDatabase();

        refuses(new PostgresConfig(plain.url(), plain.user(), plain.password(), authority.rootFile()))
                .hasMessageContaining("The server does not support SSL");
    }

    private static AbstractThrowableAssert<?, ?> refuses(PostgresConfig config) {
        return assertThatThrownBy(() ->
                        Database.on(VERTX, config, "node", "db/test").open().await())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("root-certificate");
    }

    private static boolean usesTls(String addresses) {
        Database database = Database.on(VERTX, at(addresses, authority.rootFile()), "node", "db/test");
        database.open().await();
        boolean found = database.write(tx ->
                        tx.number("SELECT COUNT(*) AS number FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl"))
                .await()
                .equals(1L);
        database.close().await();
        return found;
    }

    private static PostgresConfig at(String addresses, Path root) {
        return new PostgresConfig("postgresql://" + addresses + "/" + OWNER, OWNER, PASSWORD, root);
    }
}
