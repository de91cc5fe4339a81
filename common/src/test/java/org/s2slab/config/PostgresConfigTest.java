package org.s2slab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which addresses of a database a configuration may name, and that a URL brings no parameter to the driver. */
class PostgresConfigTest {
    private static final Path ROOT = Path.of("root.pem");

    @Test
    void readsSeveralAddressesOfOneDatabase() {
        var database = new PostgresConfig("postgresql://db1.contoso.com,[2001:db8::1]:6432/lync", "lync", "p", ROOT);

        assertThat(database.addresses()).containsExactly("db1.contoso.com:5432", "[2001:db8::1]:6432");
        assertThat(database.database()).isEqualTo("lync");
        assertThat(new PostgresConfig("postgresql://[::1],127.0.0.2:7,localhost/lync", "lync", "p", null).addresses())
                .containsExactly("[::1]:5432", "127.0.0.2:7", "localhost:5432");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db.contoso.com",
                "localhost:5432,db.contoso.com",
                "db.contoso.com,localhost",
                "10.0.0.1",
                "[2001:db8::1]:5432",
                "127.0.0.1.contoso.com",
                "127.0.0.999",
                "localhost.contoso.com"
            })
    void needsARootCertificateForEachAddressOfAnotherMachine(String addresses) {
        String url = "postgresql://" + addresses + "/lync";

        assertThatThrownBy(() -> new PostgresConfig(url, "lync", "p", null))
                .hasMessageContaining("is not this machine")
                .hasMessageContaining("set the key root-certificate");
        assertThat(new PostgresConfig(url, "lync", "p", ROOT).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost/lync?sslmode=disable",
                "localhost/lync&socketFactory=java.lang.Object",
                "localhost/lync;loggerFile=x",
                "localhost/lync#x",
                "localhost/lync/more",
                "localhost/lync%3Fsslmode=disable",
                "localhost/",
                "localhost"
            })
    void refusesAnythingAfterTheNameOfTheDatabase(String rest) {
        assertThatThrownBy(() -> new PostgresConfig("postgresql://" + rest, "lync", "p", ROOT))
                .hasMessageContaining("must be the name of one database");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://localhost?sslmode=disable/lync",
                "postgresql://localhost:5432&sslmode=disable/lync",
                "postgresql://localhost,/lync",
                "postgresql://,localhost/lync",
                "postgresql://localhost:0/lync",
                "postgresql://localhost:65536/lync",
                "postgresql://localhost:5432:5432/lync",
                "postgresql://local host/lync",
                "postgresql://-x/lync",
                "postgresql:///lync",
                "postgresql://lync:hidden@localhost/lync",
                "postgresql://lync:1/hidden@localhost/lync",
                "jdbc:postgresql://localhost/lync",
                "jdbc:sqlite:/lync"
            })
    void refusesAnotherFormWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> new PostgresConfig(url, "lync", "p", ROOT))
                .hasMessageContaining("expected the form postgresql://host:port/database")
                .hasMessageNotContaining("hidden");
    }
}
