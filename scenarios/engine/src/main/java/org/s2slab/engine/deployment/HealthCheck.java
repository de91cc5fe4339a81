package org.s2slab.engine.deployment;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.TimeUnit;

/** Polls a starting node in real time until it reports that it runs. */
record HealthCheck(Vertx vertx, LabHttpClient client) {
    /** Maximum number of requests, 100 ms apart. */
    private static final int ATTEMPTS = 100;

    /** Succeeds if the node becomes healthy; otherwise fails with the node's last response. */
    Future<Void> of(NodePlan node, int managementPort) {
        return ask(node, managementPort, ATTEMPTS);
    }

    private Future<Void> ask(NodePlan node, int port, int attempts) {
        var ask = new LabHttpClient.Ask(
                HttpMethod.GET, node.host(), port, "/health/live", MultiMap.caseInsensitiveMultiMap(), null);
        return client.send(ask).transform((answer, failure) -> {
            if (answer != null && answer.status() == 200) {
                return Future.succeededFuture();
            }
            String found = answer == null ? String.valueOf(failure) : answer.status() + " " + answer.body();
            return attempts <= 1
                    ? Future.failedFuture(
                            new IllegalStateException("node '" + node.name() + "' is not healthy: " + found))
                    : vertx.timer(100, TimeUnit.MILLISECONDS).compose(tick -> ask(node, port, attempts - 1));
        });
    }
}
