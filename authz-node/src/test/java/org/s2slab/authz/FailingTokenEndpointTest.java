package org.s2slab.authz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.authz.RunningAuthz.CONTOSO;
import static org.s2slab.authz.RunningAuthz.EXCHANGE;
import static org.s2slab.authz.RunningAuthz.HOST;
import static org.s2slab.authz.RunningAuthz.LYNC;
import static org.s2slab.authz.RunningAuthz.ONLINE;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.authz.grants.IssuedTokenStore;
import org.s2slab.authz.grants.TokenGrantService;
import org.s2slab.authz.registry.Tenant;
import org.s2slab.authz.registry.TenantRegistry;
import org.s2slab.authz.tokens.AcsTokenEndpoint;
import org.s2slab.authz.tokens.LibraryTokenEndpoint;
import org.s2slab.calendar.PolicyClock;
import org.s2slab.calendar.PolicyMode;
import org.s2slab.calendar.TenantDates;
import org.s2slab.identity.PrincipalId;
import org.s2slab.identity.ServiceIdentity;
import org.s2slab.node.EndpointGroup;
import org.s2slab.node.Feature;
import org.s2slab.node.Node;
import org.s2slab.pki.RsaEngine;
import org.s2slab.store.Database;
import org.s2slab.testing.CapturedLog;
import org.s2slab.testing.TestCall;
import org.s2slab.testing.TestClock;
import org.s2slab.testing.TestDeployment;
import org.s2slab.trace.Hop;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.OperationCounters;

/** A token server whose own parts fail says that it failed, and nothing of the client. */
class FailingTokenEndpointTest {
    private static final Map<String, String> BY_SECRET =
            Map.of("grant_type", "client_credentials", "client_id", LYNC, "client_secret", "secret");

    private final Vertx vertx = Vertx.vertx();
    private Node node;
    private TestCall call;

    @BeforeEach
    void start(@TempDir Path folder) {
        TestDeployment deployment = new TestDeployment(folder);
        var config = deployment.config("authz", List.of(HOST), List.of());
        TestClock clock = new TestClock();
        var environment = deployment.environment(clock);
        Database database = Database.at(vertx, config.data().resolve("node.db"), "db/common", "db/authz");
        var self = new ServiceIdentity(new PrincipalId(EXCHANGE, CONTOSO), Set.of(CONTOSO), Set.of(HOST));
        node = new Node(
                vertx,
                config,
                new AuthzDialect(clock),
                environment,
                database,
                () -> self,
                (kind, value) -> Future.succeededFuture(List.of()));
        var registry = new TenantRegistry(
                List.of(new Tenant(CONTOSO, "Contoso", List.of("contoso.com"))),
                List.of(),
                database,
                environment.ids(),
                1_000);
        var grants = new TokenGrantService(
                registry,
                new IssuedTokenStore(database),
                Optional::empty,
                new RsaEngine(node.counters()),
                node.journal(),
                new PolicyClock(PolicyMode.AS_DOCUMENTED, TenantDates.NONE, new BrokenClock()),
                environment.ids());
        EndpointGroup endpoints = EndpointGroup.forAnyone(
                new AcsTokenEndpoint(grants, List.of(HOST), clock),
                new LibraryTokenEndpoint(grants, List.of(HOST), clock));
        node.start(new Feature().endpoints(endpoints))
                .compose(started -> registry.load(Map.of()))
                .await();
        call = new TestCall(deployment.client(vertx), HOST, node.port());
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void saysServerErrorAsAzureAccessControl() {
        assertServerError("/tokens/OAuth/2", "resource", ONLINE);
    }

    @Test
    void saysServerErrorAsTheMicrosoftIdentityPlatform() {
        assertServerError("/oauth2/v2.0/token", "scope", "https://outlook.office365.com/.default");
    }

    private void assertServerError(String path, String field, String resource) {
        Map<String, String> fields = new TreeMap<>(BY_SECRET);
        fields.put(field, resource);
        String form = fields.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("&"));
        try (CapturedLog log = CapturedLog.of(InternalFailures.class)) {
            TestCall.Answer answer = call.header("Content-Type", "application/x-www-form-urlencoded")
                    .send(HttpMethod.POST, "/" + CONTOSO + path, form);

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.json().getString("error")).isEqualTo("server_error");
            assertThat(answer.json().getString("error_description"))
                    .startsWith("AADSTS50000: There was an error issuing a token.")
                    .doesNotContain("bug");
            assertThat(log.errors())
                    .singleElement()
                    .asString()
                    .startsWith("POST /" + CONTOSO + path + " failed, trace ")
                    .endsWith("IllegalStateException: bug");
        }
        assertThat(node.counters().snapshot()).containsEntry(OperationCounters.INTERNAL_FAILURES, 1L);
        assertThat(node.journal().since(0, null)).extracting(Hop::rule).containsExactly("N4");
    }

    /** Nothing can be decided without knowing the time. */
    private static final class BrokenClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            throw new IllegalStateException("bug");
        }
    }
}
