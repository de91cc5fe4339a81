package org.s2slab.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.exception.NotFoundException;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;

/** Needs a container engine with the image. It is skipped without them. */
class S2SLabContainerTest {
    private static final String IMAGE = System.getProperty("s2slab.image", "localhost/s2slab:1.0.0");

    @Test
    @EnabledIf(value = "canRun", disabledReason = "NOT RUN: no container engine has the image; ./lab image makes it")
    void aTestReadsContactsAndGetsAToken() throws Exception {
        try (S2SLabContainer lab = new S2SLabContainer(IMAGE)
                .withTopology("on-premises")
                .afterScenario("on-premises-unified-contact-store")
                .withClockAt(Instant.parse("2026-03-01T08:00:00Z"))) {
            lab.start();
            assertThat(lab.getContainerInfo().getHostConfig()).satisfies(host -> {
                assertThat(host.getReadonlyRootfs()).isTrue();
                assertThat(host.getCapDrop()).isNotEmpty();
            });

            HttpClient client = HttpClient.newBuilder()
                    .sslContext(trusting(lab.rootCertificate()))
                    .build();
            HttpRequest contacts = HttpRequest.newBuilder(URI.create(lab.address("lync") + "/users/me/contacts"))
                    .header("Authorization", basic("anna@contoso.com", lab.password("anna@contoso.com")))
                    .build();
            assertThat(client.send(contacts, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            HttpRequest ready = HttpRequest.newBuilder(URI.create(lab.managementAddress("exchange") + "/ready"))
                    .header("Authorization", basic("administrator", lab.administratorPassword("exchange")))
                    .build();
            assertThat(client.send(ready, HttpResponse.BodyHandlers.ofString()).body())
                    .contains("ready");

            assertThat(lab.token("lync", "exchange", "anna@contoso.com")).startsWith("eyJ");
            assertThat(lab.lab("clock")).contains("2026-03-01T08:");
            assertThatThrownBy(() -> lab.address("nobody")).hasMessageContaining("there is no node 'nobody'");
        }
    }

    static boolean canRun() {
        return DockerClientFactory.instance().isDockerAvailable() && isLoaded();
    }

    private static boolean isLoaded() {
        try {
            DockerClientFactory.instance().client().inspectImageCmd(IMAGE).exec();
            return true;
        } catch (NotFoundException e) {
            return false;
        }
    }

    private static SSLContext trusting(String root) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry(
                "root",
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(root.getBytes(StandardCharsets.US_ASCII))));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }
}
