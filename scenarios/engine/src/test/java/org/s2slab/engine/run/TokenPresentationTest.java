package org.s2slab.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.s2slab.engine.deployment.NodePlan;
import org.s2slab.engine.deployment.Topology;

class TokenPresentationTest {
    private static final Topology ONLINE = new ScenarioLibrary().topology("online");

    @Test
    void asksExchangeForAContactList() {
        TokenPresentation showing = shown("exchange", null);
        assertThat(showing.method()).isEqualTo(HttpMethod.POST);
        assertThat(showing.path()).isEqualTo("/EWS/Exchange.asmx");
        assertThat(showing.headers().get("Authorization")).isEqualTo("Bearer t.o.k");
        assertThat(showing.headers().get("Content-Type")).startsWith("text/xml");
        assertThat(text(showing)).contains("<m:GetImItemList/>");
    }

    @Test
    void asksLyncWhereUsersGoAndSharePointForItsRootSite() {
        for (var expected : Map.of(
                        "lync", "/Autodiscover/AutodiscoverService.svc/root/oauth/user", "sharepoint", "/_api/web")
                .entrySet()) {
            TokenPresentation showing = shown(expected.getKey(), null);
            assertThat(showing.method()).isEqualTo(HttpMethod.GET);
            assertThat(showing.path()).isEqualTo(expected.getValue());
            assertThat(showing.headers().get("Authorization")).isEqualTo("Bearer t.o.k");
            assertThat(showing.body()).isNull();
        }
    }

    @Test
    void asksAnAuthorizationServerForATokenForExchange() {
        TokenPresentation showing = shown("authz", "lync");
        assertThat(showing.method()).isEqualTo(HttpMethod.POST);
        assertThat(showing.path()).isEqualTo("/" + ONLINE.ownTenant().id() + "/tokens/OAuth/2");
        assertThat(showing.headers().contains("Authorization")).isFalse();
        assertThat(text(showing))
                .contains("assertion=t.o.k")
                .contains("resource=00000002-0000-0ff1-ce00-000000000000%2Foutlook.office365.com%40");
    }

    @Test
    void asksAnAuthorizationServerInTheNameOfExchangeForATokenForLync() {
        assertThat(text(shown("authz", "exchange")))
                .contains("resource=00000004-0000-0ff1-ce00-000000000000%2Fwebdir.online.lync.com%40");
    }

    @Test
    void refusesAnAuthorizationServerThatHasNobodyToGiveTokensFor() {
        assertThatThrownBy(() -> shown("authz", null, without("exchange")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'online' has no exchange");
    }

    private static Topology without(String name) {
        var nodes = new LinkedHashMap<>(ONLINE.nodes());
        nodes.remove(name);
        return new Topology(
                ONLINE.name(),
                ONLINE.source(),
                ONLINE.domain(),
                nodes,
                ONLINE.tenants(),
                List.of(),
                List.of(),
                ONLINE.policies(),
                ONLINE.policyDates());
    }

    private static String text(TokenPresentation showing) {
        return Objects.requireNonNull(showing.body()).toString();
    }

    private static TokenPresentation shown(String node, @Nullable String caller) {
        return shown(node, caller, ONLINE);
    }

    private static TokenPresentation shown(String node, @Nullable String caller, Topology plan) {
        NodePlan target = Objects.requireNonNull(plan.nodes().get(node));
        return TokenPresentation.at(target, "t.o.k", plan, caller);
    }
}
