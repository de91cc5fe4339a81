package org.s2slab.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a test class is handed, through an authorization server, and that deployments have nothing in common. */
@S2SLab(scenario = "cross-lync-on-premises-trust", shared = true)
class S2SLabExtensionTest {
    private final RunningLab lab;

    S2SLabExtensionTest(RunningLab lab) {
        this.lab = lab;
    }

    @Test
    void callsForAUserWithATokenThatTheAuthorizationServerIssued(Tokens tokens, HopAssertions journal, HttpClient http)
            throws Exception {
        String token = tokens.from("lync")
                .issuedByTheAuthorizationServer()
                .to("exchange")
                .forUser("anna@contoso.com")
                .bearer();

        assertThat(status(http, lab.url("exchange"), token)).isNotEqualTo(401);

        journal.shows("authz issues lync a token for exchange", 1)
                .shows("exchange accepts lync for anna@contoso.com")
                .neverShows("lync signs an actor token for exchange");
    }

    @Test
    void theAuthorizationServerIsAskedOnceForEachHostAndNotAgain(
            HopAssertions journal, @OnNode("lync") CmdletRunner lync) {
        Map<String, String> anna = Map.of("SipUri", "sip:anna@contoso.com");
        lab.clock().advance(Duration.ofDays(2));
        lync.run("Test-CsExStorageConnectivity", anna);
        // Autodiscover and the web services are at two hosts.
        journal.shows("lync asks authz for a token for exchange", 2).showsNoRefusal();

        journal.beginAnew();
        lync.run("Test-CsExStorageConnectivity", anna);
        journal.neverShows("lync asks authz for a token").shows("lync reuses its actor token for exchange");

        assertThatThrownBy(() -> journal.neverShows("lync calls exchange"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected that 'lync calls exchange' did not happen")
                .hasMessageContaining("  exchange accepts lync for anna@contoso.com");
    }

    @Test
    void aCmdletThatDeclinesSaysWhyAndWhere(@OnNode("lync") CmdletRunner lync) {
        assertThatThrownBy(() -> lync.run("Get-CsPartnerApplication", Map.of("Identty", "x")))
                .isInstanceOf(CmdletRunner.CmdletFailed.class)
                .hasMessageContaining("Identty")
                .hasMessageContaining("(trace ");
    }

    @Test
    void nodesAreReachedByTheirNamesOnly(HttpClient http, SSLContext tls) throws Exception {
        assertThat(lab.hosts()).containsKeys("outlook.office365.com", "lync.contoso.com");
        assertThat(status(HttpClient.newBuilder().sslContext(tls).build(), lab.localUrl("exchange"), "Bearer"))
                .isEqualTo(401);
        assertThatThrownBy(() -> status(http, URI.create("https://example.com"), "Bearer"))
                .hasMessageContaining("403");
    }

    @Test
    void nothingOfOneDeploymentIsTrustedInAnother() throws Exception {
        var starting = CompletableFuture.supplyAsync(() -> RunningLab.start("", "on-premises-trust"));
        try (RunningLab other = RunningLab.start("on-premises", "on-premises-trust");
                RunningLab one = starting.join()) {
            String token = one.tokens()
                    .from("lync")
                    .to("exchange")
                    .forUser("anna@contoso.com")
                    .bearer();
            assertThat(status(one.httpClient(), one.url("exchange"), token)).isNotEqualTo(401);
            assertThat(status(other.httpClient(), other.url("exchange"), token)).isEqualTo(401);
            other.journal().showsRefusalBy("E4");
            HttpClient stranger =
                    HttpClient.newBuilder().sslContext(one.sslContext()).build();
            assertThatThrownBy(() -> status(stranger, other.localUrl("exchange"), "Bearer"))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void saysWhatCannotBeStarted() {
        assertThatThrownBy(() -> RunningLab.start("", ""))
                .hasMessageContaining("name a topology, a scenario or a snapshot");
        assertThatThrownBy(() -> RunningLab.start("online", "on-premises-trust"))
                .hasMessageContaining("runs on topology 'on-premises', not on 'online'");
    }

    @Nested
    class InANestedClass {
        @Test
        void theDeploymentIsTheSame(RunningLab nested) {
            assertThat(nested).isSameAs(lab);
        }
    }

    /** Another class that asks for the same, as far as the store is concerned. */
    @Nested
    @S2SLab(scenario = "cross-lync-on-premises-trust", shared = true)
    class InAnotherClass {
        @Test
        void theDeploymentIsShared(RunningLab shared, Tokens tokens) {
            assertThat(shared).isSameAs(lab);
            assertThat(List.of(tokens.from("lync").to("exchange").text().split("\\.", -1)))
                    .hasSize(3);
        }
    }

    private static int status(HttpClient http, URI node, String authorization) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(node.resolve("/EWS/Exchange.asmx"))
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, BodyHandlers.ofString()).statusCode();
    }
}
