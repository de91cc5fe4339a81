package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;

class AuthConfigTest {
    private static final String FIRST = TestKeys.exchange().thumbprint();
    private static final String SECOND = TestKeys.named("second").thumbprint();

    @TempDir
    Path folder;

    private @Nullable RunningExchange running;

    @AfterEach
    void close() {
        if (running != null) {
            running.close();
        }
    }

    private RunningExchange exchange() {
        RunningExchange started = new RunningExchange(
                folder, List.of("contoso.com"), List.of(TestKeys.exchange(), TestKeys.named("second")));
        running = started;
        return started;
    }

    private static JsonObject config(RunningExchange exchange) {
        return exchange.get("Get-AuthConfig").getJsonObject(0);
    }

    @Test
    void makesItsAuthCertificateAtTheFirstStartAndKeepsIt() {
        RunningExchange exchange = new RunningExchange(folder, List.of("contoso.com"), List.of());
        running = exchange;
        JsonObject certificate = exchange.get("Get-ExchangeCertificate").getJsonObject(0);

        assertThat(certificate.getString("Subject")).isEqualTo("CN=Microsoft Exchange Server Auth Certificate");
        assertThat(certificate.getBoolean("IsSelfSigned")).isTrue();
        assertThat(certificate.getInteger("PublicKeySize")).isEqualTo(2048);
        assertThat(certificate.getJsonArray("CertificateDomains")).isEmpty();
        assertThat(Base64.getDecoder().decode(certificate.getString("RawData")))
                .satisfies(der -> assertThat(HexFormat.of()
                                .withUpperCase()
                                .formatHex(MessageDigest.getInstance("SHA-1").digest(der)))
                        .isEqualTo(certificate.getString("Thumbprint")));
        assertThat(Instant.parse(certificate.getString("NotAfter")))
                .isEqualTo(TestClock.START.atOffset(ZoneOffset.UTC).plusYears(5).toInstant());
        exchange.restart();
        assertThat(config(exchange).getString("CurrentCertificateThumbprint"))
                .isEqualTo(certificate.getString("Thumbprint"));
        assertThat(exchange.get("Get-ExchangeCertificate")).hasSize(1);
    }

    @Test
    void showsTheDocumentedProperties() {
        assertThat(config(exchange()).fieldNames())
                .containsExactly(
                        "CurrentCertificateThumbprint",
                        "PreviousCertificateThumbprint",
                        "NextCertificateThumbprint",
                        "NextCertificateEffectiveDate",
                        "ServiceName",
                        "Realm",
                        "Name",
                        "Identity");
    }

    @Test
    void changesItsCertificateAtOnceAndKeepsThePreviousOne() {
        RunningExchange exchange = exchange();
        exchange.run("Set-AuthConfig", new JsonObject().put("CertificateThumbprint", SECOND));
        exchange.restart();

        assertThat(config(exchange).getString("CurrentCertificateThumbprint")).isEqualTo(SECOND);
        assertThat(config(exchange).getString("PreviousCertificateThumbprint")).isEqualTo(FIRST);
        exchange.run("Set-AuthConfig", new JsonObject().put("ClearPreviousCertificate", true));
        assertThat(config(exchange).getString("PreviousCertificateThumbprint")).isEmpty();
    }

    @Test
    void publishesTheNextCertificateAheadOfItsDate() {
        RunningExchange exchange = exchange();
        String effective = TestClock.START.plus(Duration.ofDays(3)).toString();
        exchange.run(
                "Set-AuthConfig",
                new JsonObject().put("NewCertificateThumbprint", SECOND).put("NewCertificateEffectiveDate", effective));

        assertThat(config(exchange).getString("CurrentCertificateThumbprint")).isEqualTo(FIRST);
        assertThat(config(exchange).getString("NextCertificateThumbprint")).isEqualTo(SECOND);
        exchange.run("Set-AuthConfig", new JsonObject().put("PublishCertificate", true));
        assertThat(config(exchange).getString("CurrentCertificateThumbprint")).isEqualTo(SECOND);
        assertThat(config(exchange).getString("NextCertificateThumbprint")).isEmpty();
    }

    @Test
    void makesTheNextCertificateCurrentOnItsDate() {
        RunningExchange exchange = exchange();
        exchange.run(
                "Set-AuthConfig",
                new JsonObject()
                        .put("NewCertificateThumbprint", SECOND)
                        .put(
                                "NewCertificateEffectiveDate",
                                TestClock.START.plus(Duration.ofDays(3)).toString()));
        exchange.clock.advance(Duration.ofDays(4));

        assertThat(config(exchange).getString("CurrentCertificateThumbprint")).isEqualTo(SECOND);
    }

    @Test
    void makesACertificateThatCanFollowThePresentOne() {
        RunningExchange exchange = exchange();
        JsonObject made = exchange.run(
                        "New-ExchangeCertificate",
                        new JsonObject()
                                .put("KeySize", 2048)
                                .put("PrivateKeyExportable", true)
                                .put("SubjectName", "cn=Microsoft Exchange Server Auth Certificate")
                                .put("FriendlyName", "Microsoft Exchange Server Auth Certificate"))
                .getJsonArray("output")
                .getJsonObject(0);
        exchange.run(
                "Set-AuthConfig",
                new JsonObject()
                        .put("NewCertificateThumbprint", made.getString("Thumbprint"))
                        .put(
                                "NewCertificateEffectiveDate",
                                TestClock.START.plus(Duration.ofDays(1)).toString()));

        assertThat(config(exchange).getString("CurrentCertificateThumbprint")).isEqualTo(FIRST);
        exchange.clock.advance(Duration.ofDays(1));
        exchange.restart();
        assertThat(config(exchange).getString("CurrentCertificateThumbprint")).isEqualTo(made.getString("Thumbprint"));
        assertThat(exchange.attempt("New-ExchangeCertificate", new JsonObject().put("KeySize", 1024))
                        .body())
                .contains("KeySize");
        assertThat(exchange.attempt("New-ExchangeCertificate", new JsonObject().put("SubjectName", "o=Contoso"))
                        .body())
                .contains("SubjectName");
    }

    @Test
    void warnsOfADateThatIsTooSoonForPartners() {
        JsonObject answer = exchange()
                .run(
                        "Set-AuthConfig",
                        new JsonObject()
                                .put("NewCertificateThumbprint", SECOND)
                                .put(
                                        "NewCertificateEffectiveDate",
                                        TestClock.START
                                                .plus(Duration.ofMinutes(1))
                                                .toString()));

        assertThat(answer.getJsonArray("warnings").getString(0)).contains("every 15 minutes");
    }

    @Test
    void refusesCertificatesAndDatesThatCannotBe() {
        RunningExchange exchange = exchange();

        assertThat(exchange.attempt("Set-AuthConfig", new JsonObject().put("CertificateThumbprint", "AA"))
                        .body())
                .contains("was not found in the certificate store");
        assertThat(exchange.attempt("Set-AuthConfig", new JsonObject().put("PublishCertificate", true))
                        .body())
                .contains("there is no next certificate");
        assertThat(exchange.attempt(
                                "Set-AuthConfig",
                                new JsonObject()
                                        .put("NewCertificateThumbprint", SECOND)
                                        .put("NewCertificateEffectiveDate", "2020-01-01T00:00:00Z"))
                        .body())
                .contains("lies in the past");
        assertThat(exchange.attempt("Set-AuthConfig", new JsonObject()).status())
                .isEqualTo(400);
    }

    @Test
    void warnsOfAnotherServiceName() {
        JsonObject answer = exchange().run("Set-AuthConfig", new JsonObject().put("ServiceName", "exchange"));

        assertThat(answer.getJsonArray("warnings").getString(0)).contains("constant of the product");
    }
}
