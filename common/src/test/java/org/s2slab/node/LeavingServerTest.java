package org.s2slab.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.s2slab.testing.RawConnection;
import org.s2slab.testing.RawHttps;
import org.s2slab.testing.TestDeployment;

/** A server of a pool before it stops: no request of a caller is lost. */
class LeavingServerTest extends StartedNode {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String CALLER = "127.0.0.1";
    private static final String REQUEST = "POST /echo HTTP/1.1\r\nHost: " + HOST
            + "\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{\"a\":1}";

    @Override
    Node startNode() {
        config = TestDeployment.pooled(config, Map.of(HOST, List.of("fe-1.contoso.com", "fe-2.contoso.com")));
        return super.startNode();
    }

    private Future<Void> leave() {
        ProductVerticle role = new ProductVerticle() {};
        role.runsOn(node);
        return role.leave();
    }

    private RawConnection connected() throws IOException {
        return RawConnection.secured(
                new RawHttps(deployment.authority().root(), HOST, node.port()), CALLER, node.port());
    }

    private static void sends(RawConnection connection) {
        connection.write(REQUEST);
        await().atMost(PATIENCE).until(() -> connection.read().endsWith("{\"a\":1}"));
    }

    @Test
    void anOpenConnectionGetsOneMoreResponseWhichAnnouncesItsEnd() throws IOException {
        try (RawConnection open = connected()) {
            sends(open);
            assertThat(open.read()).doesNotContainIgnoringCase("connection: close");
            Future<Void> leaving = leave();
            assertThat(leaving.isComplete()).isFalse();

            open.write(REQUEST);
            await().atMost(PATIENCE).until(open::isClosed);
            assertThat(open.read()).containsPattern("(?is)connection: close.*\\{\"a\":1}$");
            await().atMost(PATIENCE).until(leaving::succeeded);
        }
    }

    @Test
    void aNewConnectionIsRefusedAndAnIdleOneDelaysTheStopForALimitedTime() throws IOException {
        try (RawConnection idle = connected()) {
            sends(idle);
            Future<Void> leaving = leave();

            await().atMost(PATIENCE).until(this::isRefused);
            assertThat(call(node.managementPort(), "localhost")
                            .get("/health/live")
                            .status())
                    .isEqualTo(200);
            await().atMost(PATIENCE).until(leaving::succeeded);
            assertThat(idle.isClosed()).isFalse();
        }
    }

    private boolean isRefused() throws IOException {
        try (RawConnection next = RawConnection.from(CALLER, node.port())) {
            return next.isClosed();
        } catch (ConnectException e) {
            return true;
        }
    }
}
