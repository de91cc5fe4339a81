package org.s2slab.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestKeys;

class TlsOptionsTest {
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private CertificateAuthority authority;
    private HttpServer server;

    @BeforeEach
    void start() {
        authority = CertificateAuthority.at(folder.resolve("authority"), new TestClock());
        Path key = folder.resolve("key.pem");
        Path chain = folder.resolve("chain.pem");
        authority.issueTls(List.of("exchange.contoso.com", "autodiscover.contoso.com"), true, key, chain);
        server = vertx.createHttpServer(TlsOptions.server(key, chain))
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1")
                .await();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void provesEveryNameOfTheCertificate() {
        assertThat(statusFor("exchange.contoso.com", authority)).isEqualTo(200);
        assertThat(statusFor("autodiscover.contoso.com", authority)).isEqualTo(200);
        assertThat(statusFor("localhost", authority)).isEqualTo(200);
        assertThat(statusFor("127.0.0.1", authority)).isEqualTo(200);
    }

    @Test
    void l4RefusesAServerThatDoesNotProveTheNameAskedFor() {
        assertThatThrownBy(() -> statusFor("lync.contoso.com", authority))
                .isInstanceOf(SSLException.class)
                .hasStackTraceContaining("lync.contoso.com");
    }

    @Test
    void l4RefusesACommonNameWithoutAnAlternativeName() {
        for (List<String> addresses : List.of(List.<String>of(), List.of("127.0.0.1"))) {
            authority.writeTls(unnamed(addresses), folder.resolve("key.pem"), folder.resolve("chain.pem"));
            server.close().await();
            server = vertx.createHttpServer(TlsOptions.server(folder.resolve("key.pem"), folder.resolve("chain.pem")))
                    .requestHandler(request -> request.response().end())
                    .listen(0, "127.0.0.1")
                    .await();

            assertThatThrownBy(() -> statusFor("lync.contoso.com", authority))
                    .isInstanceOf(SSLException.class)
                    .hasStackTraceContaining("a common name names no host (L4)");
        }
    }

    /** The certificate of a server that has addresses and no DNS name. */
    private SigningKey unnamed(List<String> addresses) {
        SigningKey root = new SigningKey(
                PemFiles.readKey(folder.resolve("authority").resolve("root-key.pem"), "EC"), authority.root());
        return new CertificateTemplate(
                        "lync.contoso.com",
                        List.of(),
                        addresses,
                        Instant.parse("2000-01-01T00:00:00Z"),
                        Instant.parse("2100-01-01T00:00:00Z"),
                        CertificateTemplate.Purpose.TLS)
                .issuedBy(root, pairOf(authority.issueTls(List.of("lync.contoso.com"), false)));
    }

    /** Vert.x asks by an engine; Java has further methods that nothing may pass. */
    @Test
    void l4HoldsInEveryMethodOfTheTrustManager() throws GeneralSecurityException, IOException {
        String type = "ECDHE_ECDSA";
        X509ExtendedTrustManager trust = NamedServerTrust.of(List.of(authority.root()));
        CertificateAuthority other = CertificateAuthority.at(folder.resolve("other"), new TestClock());
        X509Certificate[] good = chain(authority.issueTls(List.of("lync.contoso.com"), false), authority);
        X509Certificate[] foreign = chain(other.issueTls(List.of("lync.contoso.com"), false), other);
        X509Certificate[] unnamed = chain(unnamed(List.of()), authority);
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        try (Socket socket = new Socket()) {
            trust.checkServerTrusted(good, type);
            trust.checkServerTrusted(good, type, socket);
            trust.checkClientTrusted(good, type);
            trust.checkClientTrusted(good, type, socket);
            for (X509Certificate[] wrong : List.of(foreign, unnamed)) {
                assertThatThrownBy(() -> trust.checkServerTrusted(wrong, type))
                        .isInstanceOf(CertificateException.class);
                assertThatThrownBy(() -> trust.checkServerTrusted(wrong, type, socket))
                        .isInstanceOf(CertificateException.class);
            }
            assertThatThrownBy(() -> trust.checkClientTrusted(foreign, type)).isInstanceOf(CertificateException.class);
            assertThatThrownBy(() -> trust.checkClientTrusted(foreign, type, socket))
                    .isInstanceOf(CertificateException.class);
            assertThatThrownBy(() -> trust.checkClientTrusted(foreign, type, engine))
                    .isInstanceOf(CertificateException.class);
        }
    }

    private static X509Certificate[] chain(SigningKey key, CertificateAuthority issuer) {
        return new X509Certificate[] {key.certificate(), issuer.root()};
    }

    @Test
    void l4RefusesAServerOfAnotherRoot() {
        CertificateAuthority other = CertificateAuthority.at(folder.resolve("other"), new TestClock());
        assertThatThrownBy(() -> statusFor("exchange.contoso.com", other)).isInstanceOf(SSLException.class);
    }

    @Test
    void keepsItsRootForTheNextRun() {
        CertificateAuthority again = CertificateAuthority.at(folder.resolve("authority"), new TestClock());
        assertThat(again.root()).isEqualTo(authority.root());
        assertThat(statusFor("exchange.contoso.com", again)).isEqualTo(200);
    }

    @Test
    void issuesSigningCertificatesByTheDeploymentsClock() throws GeneralSecurityException {
        SigningKey issued = authority.issueSigning(pairOf(TestKeys.lync()), "contoso.com", List.of("fabrikam.com"));
        issued.certificate().verify(authority.root().getPublicKey());
        assertThat(CertificateDomains.of(issued.certificate()).missing(List.of("contoso.com", "fabrikam.com")))
                .isEmpty();
        assertThat(issued.certificate().getNotBefore().toInstant())
                .isEqualTo(TestClock.START.minus(Duration.ofDays(1)));
        assertThat(issued.certificate().getNotAfter().toInstant()).isEqualTo(Instant.parse("2028-03-02T09:00:00Z"));
    }

    @Test
    void exchangesOwnCertificateIsSelfSignedForFiveYears() throws GeneralSecurityException {
        SigningKey made = CertificateTemplate.exchangeAuth(TestClock.START).selfSigned(pairOf(TestKeys.exchange()));
        made.certificate().verify(made.certificate().getPublicKey());
        assertThat(made.certificate().getSubjectX500Principal().getName())
                .isEqualTo("CN=Microsoft Exchange Server Auth Certificate");
        assertThat(made.certificate().getExtensionValue("2.5.29.17"))
                .as("subject alternative name")
                .isNull();
        assertThat(made.certificate().getNotAfter().toInstant()).isEqualTo(Instant.parse("2031-03-02T09:00:00Z"));
    }

    private int statusFor(String host, CertificateAuthority trusted) {
        HttpClient client = vertx.createHttpClient(TlsOptions.client(trusted.rootFile()));
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(host)
                .setPort(443)
                .setSsl(true)
                .setURI("/")
                .setServer(SocketAddress.inetSocketAddress(server.actualPort(), "127.0.0.1"));
        return client.request(request)
                .compose(ready -> ready.send().map(HttpClientResponse::statusCode))
                .await();
    }

    private static KeyPair pairOf(SigningKey key) {
        return new KeyPair(key.certificate().getPublicKey(), key.privateKey());
    }
}
