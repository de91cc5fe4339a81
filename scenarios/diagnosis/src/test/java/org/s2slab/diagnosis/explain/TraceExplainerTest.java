package org.s2slab.diagnosis.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.engine.deployment.PoolPlan;
import org.s2slab.trace.CheckedRule;
import org.s2slab.trace.FailureCause;
import org.s2slab.trace.HopDetail;
import org.s2slab.trace.HopDetail.Failure;
import org.s2slab.trace.HopDetail.Finding;
import org.s2slab.trace.HopKind;

/** The way out is told where it has to be gone, with the other side's address. */
class TraceExplainerTest {
    private static final List<NodeAddress> NODES =
            List.of(node("lync", "lync.contoso.com"), node("exchange", "exchange.contoso.com"));

    private static final Finding FINDING =
            Finding.of("partner application 'L1' is disabled", "an enabled one").about("L1");

    @Test
    void whoIsNotTrustedIsRegisteredAtTheResource() {
        String story = story(failed(FailureCause.NO_TOKEN_NOT_TRUSTED, "…"));
        assertThat(story)
                .contains("at exchange:  Configure-EnterprisePartnerApplication -ApplicationType Lync -AuthMetadataUrl"
                        + " https://lync.contoso.com/metadata/json/1")
                .doesNotContain("at lync");
    }

    @Test
    void whatIsMissingAtTheCallerIsMadeThere() {
        assertThat(story(failed(FailureCause.NO_TOKEN_NO_CERTIFICATE, "…")))
                .contains("at lync:  Set-CsCertificate -Type OAuthTokenIssuer")
                .doesNotContain("at exchange", "-MetadataUrl");
        assertThat(story(failed(FailureCause.NO_TOKEN_NOT_REGISTERED, "…")))
                .contains("-MetadataUrl https://exchange.contoso.com/autodiscover/metadata/json/1")
                .doesNotContain("at exchange", "Set-CsCertificate");
    }

    @Test
    void nobodyIsSentAnywhereWhenTheOtherSideIsAway() {
        assertThat(story(failed(FailureCause.UNREACHABLE, "…")))
                .contains("The other server did not respond")
                .doesNotContain("  at ");
    }

    @Test
    void aPartnerIsNamedAsItsFindingNamesIt() {
        JsonObject check = CheckedRule.refused("I4", "The partner application is enabled now.", FINDING)
                .json();
        assertThat(story(hop(HopKind.REFUSED, "exchange", "lync", "I4", FINDING, check)))
                .contains(
                        "Exchange refuses lync for anna@contoso.com by rule I4: An administrator has disabled the partner application.",
                        "found     partner application 'L1' is disabled",
                        "expected  an enabled one",
                        "at exchange:  Set-PartnerApplication -Identity L1 -Enabled $true");
    }

    @Test
    void aServerIsNamedWithItsPoolFromNodesAndFromAReport(@TempDir Path folder) throws IOException {
        JsonObject hop =
                failed(FailureCause.UNREACHABLE, "…").put("node", "berlin-1").put("peer", "mail.contoso.com");
        List<NodeAddress> nodes = List.of(
                pooled("lync", "berlin-1", "pool-berlin", "berlin.contoso.com"),
                pooled("exchange", "exchange-1", "exchange", "mail.contoso.com"),
                pooled("exchange", "exchange-2", "exchange", "mail.contoso.com"));
        assertThat(TraceExplainer.of("1", TraceLoader.read(Set.of(hop), Set.of(), nodes)))
                .anyMatch(line ->
                        line.contains("the call of berlin-1 (pool-berlin) to exchange for anna@contoso.com fails"))
                .anyMatch(line -> line.contains("Lync 'berlin-1 (pool-berlin)' called Exchange 'exchange'"));
        Path report = folder.resolve("report.json");
        JsonObject node = new JsonObject()
                .put("name", "berlin-1")
                .put("hosts", new JsonArray())
                .put("pool", "pool-berlin");
        Files.writeString(
                report,
                new JsonObject()
                        .put("nodes", new JsonArray().add(node))
                        .put("hops", new JsonArray().add(hop.put("traceId", "1")))
                        .encode());
        assertThat(TraceExplainer.of("1", TraceLoader.of(report, "1")))
                .anyMatch(line -> line.contains("berlin-1 (pool-berlin)"));
    }

    private static NodeAddress pooled(String role, String name, String pool, String host) {
        return new NodeAddress(
                name,
                role,
                false,
                List.of(host, name + ".contoso.com"),
                true,
                "127.0.0.1",
                1,
                1,
                Path.of(name),
                new PoolPlan(pool, List.of(host), PoolPlan.OWN));
    }

    @Test
    void aReportOfAnEarlierVersionIsExplainedByItsTexts() {
        JsonObject hop = new JsonObject()
                .put("at", "1970-01-01T00:00:00Z")
                .put("kind", "FAILED")
                .put("node", "lync")
                .put("peer", "exchange.contoso.com");
        assertThat(story(hop.copy().put("detail", "'https://exchange.contoso.com/EWS': refused")))
                .contains("The other server did not respond");
        assertThat(story(hop.copy().put("detail", "'https://exchange.contoso.com/EWS' answered 401; request-id: null")))
                .doesNotContain("Why:");
        assertThat(story(hop.copy().put("detail", "… its administrator makes this server a partner application there")))
                .contains("at exchange:  Configure-EnterprisePartnerApplication");
        hop.put("node", "exchange").put("peer", "lync").put("rule", "I4");
        assertThat(story(hop.copy().put("kind", "REFUSED").put("detail", FINDING.text())))
                .contains("at exchange:  Set-PartnerApplication -Identity L1 -Enabled $true");
        hop.put("detail", "0002/exchange.contoso.com@contoso.com to 0004 by a key");
        assertThat(story(hop.copy().put("kind", "TOKEN_ISSUED"))).contains("a token for exchange");
    }

    private static JsonObject failed(FailureCause cause, String text) {
        return hop(HopKind.FAILED, "lync", "exchange.contoso.com", null, new Failure(cause, text, null));
    }

    private static JsonObject hop(
            HopKind kind, String node, String peer, @Nullable String rule, HopDetail detail, JsonObject... checks) {
        return new JsonObject()
                .put("at", "1970-01-01T00:00:00Z")
                .put("kind", kind.name())
                .put("node", node)
                .put("peer", peer)
                .put("user", "anna@contoso.com")
                .put("rule", rule)
                .put("detail", detail.text())
                .put("detailValues", detail.values())
                .put("checks", new JsonArray(List.of(checks)));
    }

    private static NodeAddress node(String role, String host) {
        return new NodeAddress(role, role, false, List.of(host), true, "127.0.0.1", 1, 1, Path.of(role), null);
    }

    private static String story(JsonObject hop) {
        return String.join("\n", TraceExplainer.of("1", TraceLoader.read(Set.of(hop), Set.of(), NODES)));
    }
}
