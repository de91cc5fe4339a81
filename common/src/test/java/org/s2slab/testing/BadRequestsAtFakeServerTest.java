package org.s2slab.testing;

import io.vertx.core.Vertx;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.config.HostsFile;

/** The fake authorization server refuses the same requests as the authorization server. */
class BadRequestsAtFakeServerTest {
    private static final Vertx VERTX = Vertx.vertx();

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    @TestFactory
    Stream<DynamicTest> fakeAuthorizationServer() {
        var fake = FakeAuthorizationServer.in(VERTX, new HostsFile(), new TestClock());
        Map<String, String> values = Map.of("tenant", FakeAuthorizationServer.TENANT);
        return BadRequests.sentTo(fake.server.target(TestTls.authority().root(), values), "OAuth");
    }
}
