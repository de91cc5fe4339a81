package org.s2slab.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
import org.s2slab.testing.TestTokens;
import org.s2slab.trace.Hop;
import org.s2slab.trace.InternalFailures;
import org.s2slab.trace.OperationCounters;
import org.s2slab.trust.PartnerDirectory;
import org.s2slab.validation.TokenValidator;
import org.s2slab.validation.UserDirectory;
import org.s2slab.validation.ValidationProfile;

/** A token that Exchange cannot check, because something of its own fails, is refused with the internal category. */
class FailingTokenCheckTest {
    private static final String EWS = "/EWS/Exchange.asmx";

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void isAnsweredAsARefusalAndCountedAsAFailure(@TempDir Path folder) {
        TestDeployment deployment = new TestDeployment(folder);
        var config = deployment.config("exchange", List.of(TestTokens.EXCHANGE_HOST), List.of());
        var self = new ServiceIdentity(
                PrincipalId.parse("00000002-0000-0ff1-ce00-000000000000@contoso.com"),
                Set.of("contoso.com"),
                Set.of(TestTokens.EXCHANGE_HOST));
        TestClock clock = new TestClock();
        UserDirectory users = (kind, value) -> Future.succeededFuture(List.of());
        Node node = new Node(
                vertx,
                config,
                new ExchangeDialect(),
                deployment.environment(clock),
                Database.at(vertx, config.data().resolve("node.db"), "db/common"),
                () -> self,
                users);
        node.validatesBy(new TokenValidator(
                () -> {
                    throw new IllegalStateException("bug");
                },
                new PartnerDirectory(node.partners(), clock, List::of, Set.of(), false),
                users,
                new RsaEngine(node.counters()),
                ValidationProfile.EXCHANGE,
                clock,
                node.epoch()));
        EndpointGroup ews = EndpointGroup.forPartners(router -> router.post(EWS).handler(request -> request.end()));
        node.start(new Feature().endpoints(ews)).await();
        try (CapturedLog log = CapturedLog.of(InternalFailures.class)) {
            TestCall.Answer answer = new TestCall(deployment.client(vertx), TestTokens.EXCHANGE_HOST, node.port())
                    .bearer(TestTokens.forAnna().text())
                    .send(HttpMethod.POST, EWS, "");

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().get("x-ms-diagnostics"))
                    .isEqualTo("2000007;reason=\"The token could not be checked.\";error_category=\"internal_error\"");
            assertThat(log.errors())
                    .singleElement()
                    .asString()
                    .startsWith("POST " + EWS + " failed, trace ")
                    .endsWith("IllegalStateException: bug");
        }
        assertThat(node.counters().snapshot()).containsEntry(OperationCounters.INTERNAL_FAILURES, 1L);
        assertThat(node.journal().since(0, null)).extracting(Hop::rule).containsExactly("N4");
    }
}
