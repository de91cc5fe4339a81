package org.s2slab.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.testing.FakePartner.endless;
import static org.s2slab.testing.FakePartner.huge;
import static org.s2slab.testing.FakePartner.redirect;
import static org.s2slab.testing.FakePartner.status;
import static org.s2slab.trust.TrustFixture.CONTEXT;
import static org.s2slab.trust.TrustFixture.PATH;
import static org.s2slab.trust.TrustFixture.URL;
import static org.s2slab.trust.TrustFixture.refusalOf;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.identity.WellKnownPrincipals;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;
import org.s2slab.testing.FakePartner;
import org.s2slab.testing.TestKeys;
import org.s2slab.testing.TestMetadata;
import org.s2slab.testing.TestTls;
import org.s2slab.trace.OperationCounters;

class MetadataReaderTest {
    private TrustFixture fixture;

    @BeforeEach
    void start(@TempDir Path folder) {
        fixture = new TrustFixture(folder);
    }

    @AfterEach
    void stop() {
        fixture.stop();
    }

    @Test
    void readsADocumentAnonymouslyUnderTheRealHostName() {
        fixture.publishes(TestKeys.exchange());

        AuthMetadata document = fixture.reader.read(URL, CONTEXT).await();

        assertThat(document.serviceName()).isEqualTo(WellKnownPrincipals.EXCHANGE);
        FakePartner.Seen request = fixture.exchange.seen().get(0);
        assertThat(request.host()).isEqualTo("exchange.contoso.com");
        assertThat(request.authorization()).isNull();
        assertThat(fixture.reader
                        .read(URI.create("https://exchange.contoso.com:443" + PATH), CONTEXT)
                        .await()
                        .realm())
                .isEqualTo("contoso.com");
        assertThat(fixture.counters.snapshot()).containsEntry(OperationCounters.METADATA_READS, 2L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://exchange.contoso.com/autodiscover/metadata/json/1",
                "file:///etc/passwd",
                "ftp://exchange.contoso.com/x",
                "https://admin:secret@exchange.contoso.com/autodiscover/metadata/json/1",
                "https://exchange.contoso.com:8443/autodiscover/metadata/json/1",
                "https://exchange.contoso.com:80/autodiscover/metadata/json/1",
                "https://127.0.0.1/autodiscover/metadata/json/1",
                "https://2130706433/autodiscover/metadata/json/1",
                "https://[::1]/autodiscover/metadata/json/1",
                "https://[::ffff:127.0.0.1]/autodiscover/metadata/json/1",
                "https://169.254.169.254/latest/meta-data",
                "https://localhost/metadata/json/1",
                "https://exchange.contoso.com./autodiscover/metadata/json/1",
                "https://evil.example/metadata/json/1",
                "https:exchange.contoso.com",
                "/metadata/json/1"
            })
    void refusesByL1AnAddressOutsideTheListedHosts(String address) {
        Refusal refusal = refusal(URI.create(address));

        assertThat(refusal.rule()).isEqualTo("L1");
        assertThat(fixture.exchange.seen()).isEmpty();
        assertThat(fixture.counters.snapshot()).doesNotContainKey(OperationCounters.METADATA_READS);
    }

    @Test
    void refusesByL1NothingButPlainHttpWhereTheProductsSwitchAllowsIt() {
        FakePartner.plain(fixture.vertx, fixture.hosts, "sharepoint.contoso.com")
                .on(
                        "/_layouts/15/metadata/json/1",
                        FakePartner.json(
                                TestMetadata.document(WellKnownPrincipals.SHAREPOINT, "farm", TestKeys.sharepoint())));
        URI address = URI.create("http://sharepoint.contoso.com/_layouts/15/metadata/json/1");
        var overHttp = new MetadataReader(
                new DeploymentHttpClient(
                        fixture.vertx, fixture.vertx.createHttpClient(TestTls.client()), fixture.hosts),
                fixture.counters,
                true);

        assertThat(overHttp.read(address, CONTEXT).await().realm()).isEqualTo("farm");
        assertThat(refusal(address).rule()).isEqualTo("L1");
        assertThat(refusalOf(overHttp.read(URI.create("file:///etc/passwd"), CONTEXT))
                        .rule())
                .isEqualTo("L1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://exchange.contoso.com/autodiscover/metadata/json/1",
                "https://evil.example/",
                "file:///etc/passwd",
                "/autodiscover/metadata/json/1"
            })
    void refusesByL2ToFollowARedirect(String location) {
        fixture.exchange.on(PATH, redirect(location));

        Refusal refusal = refusal(URL);

        assertThat(refusal.rule()).isEqualTo("L2");
        assertThat(refusal.detail()).contains(location);
        assertThat(fixture.exchange.seen()).hasSize(1);
    }

    @Test
    void refusesByL3ABodyThatNeverStopsGrowing() {
        fixture.exchange.on(PATH, huge(AuthMetadata.MAX_BYTES + 1));

        assertThat(refusal(URL).rule()).isEqualTo("L3");
    }

    @Test
    void refusesByL3ABodyThatNeverEnds() {
        fixture.exchange.on(PATH, endless());

        Refusal refusal = refusal(URL);

        assertThat(refusal.rule()).isEqualTo("L3");
        assertThat(refusal.detail()).contains("within 2 s");
    }

    @Test
    void refusesByL3WhatIsNotCalledJson() {
        fixture.exchange.on(
                PATH,
                (request, response) -> response.putHeader("Content-Type", "text/html")
                        .end(TestMetadata.document(WellKnownPrincipals.EXCHANGE, "contoso.com", TestKeys.exchange())));

        assertThat(refusal(URL).rule()).isEqualTo("L3");
    }

    @Test
    void refusesByL4AServerThatDoesNotProveTheHostName() {
        fixture.hosts.put("lync.contoso.com", fixture.exchange.address());

        assertThat(refusal(URI.create("https://lync.contoso.com" + PATH)).rule())
                .isEqualTo("L4");
        assertThat(fixture.exchange.seen()).isEmpty();
    }

    @Test
    void refusesByL4AServerOfAnotherRoot() {
        var stranger = new MetadataReader(
                new DeploymentHttpClient(
                        fixture.vertx,
                        fixture.vertx.createHttpClient(TestTls.clientOfAnotherDeployment()),
                        fixture.hosts),
                fixture.counters,
                false);

        assertThat(refusalOf(stranger.read(URL, CONTEXT)).rule()).isEqualTo("L4");
    }

    @Test
    void refusesByL4AServerWithoutTls() {
        FakePartner.plain(fixture.vertx, fixture.hosts, "exchange.contoso.com");

        assertThat(refusal(URL).rule()).isEqualTo("L4");
    }

    @Test
    void reportsByL7AServerThatIsAwayOrHasNoDocument() {
        for (int status : new int[] {299, 400, 500}) {
            fixture.exchange.on(PATH, status(status));
            assertThat(refusal(URL).rule()).as("%d", status).isEqualTo("L7");
        }
        fixture.exchange.on(PATH, status(300));
        assertThat(refusal(URL).rule()).isEqualTo("L2");

        fixture.hosts.put("exchange.contoso.com", new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
        assertThat(refusal(URL).rule()).isEqualTo("L7");
    }

    private Refusal refusal(URI address) {
        Refusal refusal = refusalOf(fixture.reader.read(address, CONTEXT));
        assertThat(refusal.code()).isEqualTo(RefusalCode.METADATA_UNUSABLE);
        return refusal;
    }
}
