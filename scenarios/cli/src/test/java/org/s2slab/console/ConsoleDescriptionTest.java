package org.s2slab.console;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.control.DescribedPort;
import org.s2slab.engine.deployment.LabHttpClient.Answer;

/** Tests the requests of the console's page against their description. */
class ConsoleDescriptionTest {
    /** Maximum number of open pages. */
    private static final int PAGES = 20;

    @TempDir
    Path folder;

    private final AtomicBoolean broken = new AtomicBoolean();
    private RunningConsole console;
    private HttpClient http;

    @BeforeEach
    void start() {
        System.setProperty("s2slab.home", folder.resolve("home").toString());
        console = new RunningConsole(folder, launcher -> (role, config, environment) -> {
            if (broken.get()) {
                throw new IllegalStateException("the node does not start");
            }
            return launcher.launch(role, config, environment);
        });
        http = console.vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(2 * PAGES));
    }

    @AfterEach
    void stop() {
        System.clearProperty("s2slab.home");
        http.close().await();
        console.close();
    }

    /** Sends a request as the page does. A stream of events stays open, and its events are not read. */
    private Answer send(DescribedPort.Sent sent) {
        MultiMap headers = console.own();
        if (!sent.authorized()) {
            headers.remove("Authorization");
        }
        if (sent.method().equals(HttpMethod.POST)) {
            headers.set("Content-Type", sent.body().startsWith("text") ? "text/plain" : "application/json");
        }
        sent.headers().forEach(headers::set);
        RequestOptions options = new RequestOptions()
                .setMethod(sent.method())
                .setHost(console.link().getHost())
                .setPort(console.link().getPort())
                .setURI(sent.path())
                .setHeaders(headers);
        return http.request(options)
                .compose(request -> request.send(Buffer.buffer(sent.body())).compose(answer -> {
                    boolean stays =
                            String.valueOf(answer.getHeader("Content-Type")).startsWith("text/event-stream");
                    answer.exceptionHandler(closed -> {});
                    Future<Buffer> body = stays ? Future.succeededFuture(Buffer.buffer()) : answer.body();
                    return body.map(content -> new Answer(answer.statusCode(), answer.headers(), content));
                }))
                .await();
    }

    private static List<String[]> requests() throws IOException {
        try (var text = requireNonNull(ConsoleDescriptionTest.class.getResourceAsStream("/console/requests.tsv"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList();
        }
    }

    @Test
    void eachRouteWithEachParameterAndEachErrorIsAsDescribed() throws Exception {
        DescribedPort port = new DescribedPort(console.vertx, ConsoleRoutes.description(), folder, this::send);
        for (String[] request : requests()) {
            port.send(request[0], request[1], request[2].equals("-") ? "" : request[2], Integer.parseInt(request[3]));
        }
        theDeploymentOfALessonCanEnd(port);
        port.refuseWrongRequests(Map.of("shelf", "queue", "hop", "1", "deed", "begin"));
        ConsoleRoutes.description().operations().stream()
                .filter(operation -> operation.method().equals(HttpMethod.POST))
                .map(operation -> operation.path().replace("{deed}", "begin"))
                .forEach(path -> {
                    port.send("POST", path, "text", 415);
                    port.send("POST", path, "x".repeat(70_000), 413);
                });
        for (int page = 0; page < PAGES; page++) {
            port.send("GET", "/api/events", "", 200);
        }
        port.send("GET", "/api/events", "", 503);
        port.assertAllSeen();
    }

    private void theDeploymentOfALessonCanEnd(DescribedPort port) {
        port.send("POST", "/api/lesson/begin", "{\"name\": \"strangers\", \"step\": 2}", 200);
        broken.set(true);
        port.send("POST", "/api/stage", "{\"topology\": \"lync-alone\"}", 422);
        port.send("POST", "/api/lesson/play", "{\"at\": 2}", 409);
    }
}
