package org.s2slab.engine.control;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.s2slab.engine.deployment.Exposure;
import org.s2slab.engine.deployment.InProcessLauncher;
import org.s2slab.engine.deployment.LabHttpClient;
import org.s2slab.engine.deployment.LabHttpClient.Answer;
import org.s2slab.engine.deployment.LaunchContext;
import org.s2slab.engine.deployment.NodeAddress;
import org.s2slab.management.AdministratorCredential;
import org.s2slab.node.NodeDescription;
import org.s2slab.trace.IdGenerator;

/** Tests the port for all deployments, with all ports behind it, against their descriptions. */
class LabServerTest {
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    static Path folder;

    private static LabServer server;
    private static LabHttpClient client;

    @BeforeAll
    static void open() {
        System.setProperty("s2slab.home", folder.resolve("home").toString());
        LaunchContext launch = new LaunchContext(
                VERTX,
                new InProcessLauncher(VERTX),
                LaunchContext.sharedKeys(),
                IdGenerator.random(),
                Clock.systemUTC());
        server = LabServer.open(folder.resolve("serve"), launch, Exposure.LOOPBACK, plan -> plan, 0);
        client = new LabHttpClient(VERTX, folder.resolve("serve/root.pem"), "127.0.0.1");
    }

    @AfterAll
    static void close() {
        System.clearProperty("s2slab.home");
        server.close();
        client.close().await();
        VERTX.close().await();
    }

    private static Function<DescribedPort.Sent, Answer> sender(NodeAddress address, int port) {
        return sent -> {
            MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(sent.headers());
            if (sent.authorized()) {
                headers.set(
                        "Authorization",
                        LabHttpClient.basic(AdministratorCredential.USER, address.administratorPassword()));
            }
            boolean hasBody = !sent.body().isEmpty();
            if (hasBody) {
                headers.set("Content-Type", sent.body().startsWith("text") ? "text/plain" : "application/json");
            }
            return client.send(new LabHttpClient.Ask(
                            sent.method(),
                            "localhost",
                            port,
                            sent.path(),
                            headers,
                            hasBody ? Buffer.buffer(sent.body()) : null))
                    .await();
        };
    }

    /** A line of the table: method, path, body or a dash, status. The lines use one deployment one after the other. */
    private static List<String[]> requests() throws IOException {
        try (var text = requireNonNull(LabServerTest.class.getResourceAsStream("/control/requests.tsv"))) {
            return new String(text.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t+", -1))
                    .toList();
        }
    }

    @Test
    void eachRouteWithEachParameterAndEachErrorIsAsDescribed() throws Exception {
        DescribedPort port = new DescribedPort(
                VERTX,
                LabServer.description(),
                folder,
                sender(server.address(), server.address().managementPort()));
        for (String[] request : requests()) {
            port.send(request[0], request[1], request[2].equals("-") ? "" : request[2], Integer.parseInt(request[3]));
        }
        port.refuseWrongRequests(Map.of("deployment", "two", "node", "exchange", "name", "none"));
        port.refuseEach(Map.of("deployment", "nobody", "node", "exchange", "name", "none"), "deployment", 404);
        port.refuseEach(Map.of("deployment", "two", "node", "nobody", "name", "none"), "node", 404);
        port.send("POST", "/deployments/two/nodes/exchange/stop", "", 200);
        port.refuseEach(Map.of("deployment", "two", "node", "exchange", "name", "none"), "node", 503);
        port.send("POST", "/deployments/two/nodes/exchange/start", "", 200);
        JsonObject node = port.send("GET", "/deployments/two", "", 200)
                .getJsonArray("nodes")
                .getJsonObject(0);
        theNodeItselfIsAsDescribed(node);
        port.send("DELETE", "/deployments/two", "", 200);
        port.assertAllSeen();
    }

    private void theNodeItselfIsAsDescribed(JsonObject node) throws Exception {
        NodeAddress address = new NodeAddress(
                node.getString("name"),
                node.getString("role"),
                false,
                List.of("localhost"),
                true,
                "127.0.0.1",
                node.getInteger("port"),
                node.getInteger("managementPort"),
                Path.of(node.getString("folder")),
                null);
        DescribedPort port =
                new DescribedPort(VERTX, NodeDescription.get(), folder, sender(address, address.managementPort()));
        port.refuseWrongRequests(Map.of("name", "none"));
        assertThat(port.send("GET", "/health/ready", "", 200).getString("status"))
                .isEqualTo("ready");
    }

    @Test
    void anotherDescriptionThanThatOfThePortWouldFail() throws Exception {
        DescribedPort port = new DescribedPort(
                VERTX,
                NodeDescription.get(),
                folder,
                sent -> new Answer(
                        200,
                        MultiMap.caseInsensitiveMultiMap().set("Content-Type", "application/json"),
                        new JsonObject().put("hops", new JsonArray()).toBuffer()));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> port.send("GET", "/hops", "", 200))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("GET");
        org.assertj.core.api.Assertions.assertThatThrownBy(port::assertAllSeen).hasMessageContaining("never seen");
    }
}
